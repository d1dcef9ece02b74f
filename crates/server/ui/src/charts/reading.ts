// What a chart says at a place, and which place is meant.

/** A place on the chart that has something to say. */
export interface Reading {
  readonly x: number;
  readonly y: number;
  /** What is outlined while it is read; a dot where there is none. */
  readonly box?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly title: string;
  readonly lines: readonly string[];
  /** What choosing it does, by a click or Enter; the chart's description must say so. */
  readonly act?: () => void;
}

/** The reading that is meant by a place. */
export function nearestReading(readings: readonly Reading[], x: number, y: number, how: "x" | "box"): number {
  let best = -1;
  let least = how === "x" ? Number.POSITIVE_INFINITY : 40 ** 2;
  readings.forEach((reading, index) => {
    const { box } = reading;
    // The smallest box that holds the place wins over the nearest middle.
    const inside = box && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    const away = (reading.x - x) ** 2 + (how === "x" ? 0 : (reading.y - y) ** 2);
    const distance = how === "box" && inside ? -1 / (1 + box.width * box.height) : away;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}
