//! Step 4: who gets what. All who want goods of an industry are cut alike, except that
//! rebuilding may be served before or after the others.

use crate::Model;
use crate::event::Priority;

impl Model<'_> {
    pub(crate) fn distribute(&mut self) {
        let class = |priority: Priority| priority as usize;
        for industry in 0..self.base.len() {
            let mut left = self.production[industry];
            let mut serve = |wanted: f64| {
                let met = if wanted > 0.0 { (left / wanted).clamp(0.0, 1.0) } else { 0.0 };
                left -= wanted.max(0.0) * met;
                met
            };
            let (first, equal, last) = (class(Priority::First), class(Priority::Equal), class(Priority::Last));
            self.rebuild_met[first][industry] = serve(self.rebuild[first][industry]);
            let others = self.orders[industry] + self.demand[industry] + self.rebuild[equal][industry];
            self.met[industry] = serve(others);
            self.rebuild_met[equal][industry] = self.met[industry];
            self.rebuild_met[last][industry] = serve(self.rebuild[last][industry]);
        }
    }
}
