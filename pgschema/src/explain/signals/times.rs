//! Where the time goes beside the steps.

use super::{Found, count};
use crate::explain::signal::{At, SignalKind};
use crate::lint::Severity;

pub(super) fn look(found: &mut Found<'_>) {
    let query = found.query;
    let limit = found.limits.milliseconds;
    let execution = query.execution_time.unwrap_or_default();
    for (index, trigger) in query.triggers.iter().enumerate() {
        let time = trigger.time.unwrap_or_default();
        if time < limit || time < execution / 2.0 {
            continue;
        }
        let name = match (&trigger.constraint, &trigger.name) {
            (Some(constraint), _) => format!("the check of {constraint}"),
            (None, Some(name)) => format!("the trigger {name}"),
            (None, None) => "a trigger".to_owned(),
        };
        let relation = trigger.relation.as_ref();
        let relation = relation.map_or(String::new(), |it| format!(" on {it}"));
        let message = format!(
            "{name}{relation} takes {} of {} ms, in {} calls",
            count(time),
            count(execution),
            count(trigger.calls),
        );
        found.add(
            SignalKind::SlowTrigger,
            Severity::Warning,
            At::Trigger(index),
            message,
        );
    }
    if let Some(time) = query.jit.as_ref().and_then(|jit| jit.time())
        && time >= limit
        && time >= execution / 2.0
    {
        let message = format!("compiling takes {} of {} ms", count(time), count(execution));
        found.add(
            SignalKind::CompiledInVain,
            Severity::Warning,
            At::End,
            message,
        );
    }
    let planning = query.planning_time.unwrap_or_default();
    if query.execution_time.is_some() && planning >= limit && planning > execution {
        let message = format!(
            "planning takes {} ms, and running the plan {} ms",
            count(planning),
            count(execution),
        );
        found.add(
            SignalKind::SlowPlanning,
            Severity::Information,
            At::End,
            message,
        );
    }
}
