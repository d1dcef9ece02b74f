// From values to places. The general scales of d3 would bring colours, formats and dates along.

export type Scale = (value: number) => number;

type Pair = readonly [number, number];

/** Straight from a domain to a range; `held` keeps what lies outside at the edge. */
export function scaleLinear([from, to]: Pair, [start, end]: Pair, held = false): Scale {
  const span = to - from || 1;
  return (value) => {
    const share = (value - from) / span;
    return start + (held ? Math.min(Math.max(share, 0), 1) : share) * (end - start);
  };
}

/** The same for logarithms; the domain is above zero. */
export function scaleLog([from, to]: Pair, range: Pair): Scale {
  const straight = scaleLinear([Math.log(from), Math.log(to)], range);
  return (value) => straight(Math.log(value));
}
