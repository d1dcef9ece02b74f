//! Step 2: overtime and capacity (Hallegatte 2014, equations of overproduction).
//!
//! `alpha += ((alpha_max - alpha) z + (alpha_base - alpha) (1 - z)) / tau`, with z the share of
//! demand that yesterday's output does not reach. The peer takes the second part at `z = 0` exactly.

use crate::Model;
use crate::settings::Semantics;

impl Model<'_> {
    pub(crate) fn set_capacity(&mut self) {
        for industry in 0..self.base.len() {
            if self.settings.semantics == Semantics::Clean || self.day >= 2 {
                self.overtime[industry] = self.next_overtime(industry);
            }
            self.capacity[industry] = self.overtime[industry] * (1.0 - self.lost[industry]) * self.base[industry];
        }
    }

    fn next_overtime(&self, industry: usize) -> f64 {
        let settings = &self.settings;
        let (wanted, made, now) = (self.wanted(industry), self.production[industry], self.overtime[industry]);
        let scarcity = if wanted == 0.0 { 0.0 } else { (wanted - made) / wanted };
        let next = match settings.semantics {
            Semantics::Clean => {
                let z = scarcity.clamp(0.0, 1.0);
                let pull = (settings.capacity_most - now) * z + (settings.capacity_base - now) * (1.0 - z);
                now + pull / settings.overtime_days
            }
            Semantics::Compat => {
                let idle = f64::from(u8::from(scarcity == 0.0));
                let pull = (settings.capacity_most - now) * scarcity + (settings.capacity_base - now) * idle;
                now + pull / settings.overtime_days
            }
        };
        next.max(1.0)
    }
}
