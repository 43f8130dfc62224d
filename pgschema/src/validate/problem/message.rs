//! Pieces of messages.

/// How a table that isn't there is added.
pub(super) fn addition(rust: Option<&str>) -> String {
    match rust {
        Some(rust) => format!("add `.table::<{rust}>()`"),
        None => "add it with `.table::<…>()` or `.model_table(…)`".to_owned(),
    }
}

/// What to write in the place of a key that has no meaning for a type.
pub(super) fn instead(key: &str) -> &'static str {
    match key {
        "max_len" => "; it counts the characters of a text: write the limit as a `check`",
        "precision" => "; it is for `numeric`: drop it",
        "touch" => "; it sets the time of a change: take a `timestamptz`",
        "dimensions" => "; it is for `vector`: drop it",
        _ => "",
    }
}

pub(super) fn suggestion(nearest: Option<&str>) -> String {
    nearest
        .map(|nearest| format!("; did you mean `{nearest}`?"))
        .unwrap_or_default()
}
