//! Joins the results of groups in run order.

use super::Outcome;

/// Appends the results of the runs that follow.
pub(super) fn append(all: &mut Outcome, part: Outcome) {
    if all.runs == 0 {
        *all = part;
        return;
    }
    all.runs += part.runs;
    all.drawn.extend(part.drawn);
    for (series, more) in all.series.iter_mut().zip(part.series) {
        series.extend(more);
    }
    for (price, more) in all.prices.iter_mut().zip(part.prices) {
        price.marginal.extend(more.marginal);
        price.contract.extend(more.contract);
    }
    all.cases.extend(part.cases);
    for (line, more) in all.lines.iter_mut().zip(part.lines) {
        line.output.extend(more.output);
        line.missing.extend(more.missing);
        line.first_stop.extend(more.first_stop);
        line.first_curtailed.extend(more.first_curtailed);
        line.days_stopped.extend(more.days_stopped);
        line.units_lost.extend(more.units_lost);
        line.units_delayed.extend(more.units_delayed);
        line.binding.extend(more.binding);
        line.cost_index.extend(more.cost_index);
        line.extra_cost_usd.extend(more.extra_cost_usd);
        for (leaf, more) in line.leaves.iter_mut().zip(more.leaves) {
            leaf.cover.extend(more.cover);
            leaf.drawn.extend(more.drawn);
            leaf.opening.extend(more.opening);
            leaf.opening_with_pipeline.extend(more.opening_with_pipeline);
            leaf.drawdown.extend(more.drawdown);
            leaf.lead.extend(more.lead);
        }
    }
    for (control, more) in all.controls.iter_mut().zip(part.controls) {
        control.applications.extend(more.applications);
        control.approved.extend(more.approved);
        control.refused.extend(more.refused);
        control.pending.extend(more.pending);
        control.backlog.extend(more.backlog);
        control.exports_covered.extend(more.exports_covered);
        control.exports_inspected.extend(more.exports_inspected);
        for (sum, n) in control.days_to_decision.iter_mut().zip(more.days_to_decision) {
            *sum += n;
        }
    }
}
