//! A shock as written to events of the model.

use coercivity_data::mrio::shock::{OrdersName, PriorityName, RecoveryName, Shock, ShockEvent, ShockKind};
use coercivity_economy::event::Rebuild;
use coercivity_economy::{Course, Event, Kind, Orders, Priority, Recovery, Settings, Table};

/// Settings and events.
pub(super) fn model(shock: &Shock, table: &Table) -> (Settings, Vec<Event>) {
    let settings = settings(shock, table);
    let capital = settings.capital(table);
    let events = (shock.events.iter())
        .map(|event| {
            let days = (event.date - shock.start).get_days();
            Event { day: u32::try_from(days).unwrap_or(0), kind: kind(event, table, &capital) }
        })
        .collect();
    (settings, events)
}

fn settings(shock: &Shock, table: &Table) -> Settings {
    let written = &shock.settings;
    let mut settings = Settings::new(table.sectors.len());
    if let Some(days) = written.stock_days {
        settings.stock_days.fill(days);
    }
    for (days, name) in settings.stock_days.iter_mut().zip(&table.sectors) {
        if let Some(of) = written.stock_days_of.get(name) {
            *days = *of;
        }
    }
    settings.psi = written.psi.unwrap_or(settings.psi);
    settings.refill_days = written.refill_days.unwrap_or(settings.refill_days);
    settings.capacity_most = written.capacity_most.unwrap_or(settings.capacity_most);
    settings.overtime_days = written.overtime_days.unwrap_or(settings.overtime_days);
    settings.capital_per_value_added = written.capital_per_value_added.unwrap_or(settings.capital_per_value_added);
    if written.orders == Some(OrdersName::Fixed) {
        settings.orders = Orders::Fixed;
    }
    settings
}

fn kind(event: &ShockEvent, table: &Table, capital: &[f64]) -> Kind {
    let hit = || industries(table, &event.regions, &event.sectors);
    let damage = || hit().into_iter().map(|industry| (industry, capital[industry] * event.share)).collect();
    let course = Course {
        duration_days: event.duration_days,
        recovery: match event.recovery {
            RecoveryName::AtOnce => Recovery::AtOnce,
            RecoveryName::Linear => Recovery::Linear,
            RecoveryName::Convex => Recovery::Convex,
            RecoveryName::Concave => Recovery::Concave,
        },
        recovery_days: event.recovery_days,
    };
    match event.kind {
        ShockKind::Capacity => {
            Kind::Capacity { loss: hit().into_iter().map(|industry| (industry, event.share)).collect(), course }
        }
        ShockKind::Capital => Kind::Capital { damage: damage(), course },
        ShockKind::Rebuild => Kind::Rebuild(Rebuild {
            damage: damage(),
            households: Vec::new(),
            sectors: event.rebuilding.clone(),
            factor: event.factor,
            duration_days: event.duration_days,
            rebuild_days: event.rebuild_days,
            priority: match event.priority {
                PriorityName::First => Priority::First,
                PriorityName::Equal => Priority::Equal,
                PriorityName::Last => Priority::Last,
            },
        }),
        ShockKind::Demand => {
            Kind::Demand { regions: event.regions.clone(), sectors: event.sectors.clone(), change: event.share, course }
        }
        ShockKind::Shortage => Kind::Shortage {
            suppliers: hit(),
            buyers: industries(table, &event.to_regions, &event.to_sectors),
            share: event.share,
            reroute: event.reroute,
            course,
        },
    }
}

/// Each once, however often the file names it.
fn industries(table: &Table, regions: &[usize], sectors: &[usize]) -> Vec<usize> {
    let mut all: Vec<usize> =
        sectors.iter().flat_map(|sector| regions.iter().map(|region| table.industry(*region, *sector))).collect();
    all.sort_unstable();
    all.dedup();
    all
}
