//! The table of keys: what each is called, where it stands, and how it is written.
//!
//! The parser looks keys up here, and error messages list them from here. What a key does is said in
//! `pgschema/docs/attributes.md`.

mod list;
mod place;

use list::{ELSEWHERE, KEYS};
pub(crate) use place::Place;

/// A key.
#[derive(Debug)]
pub(crate) struct Key {
    /// Where it stands.
    pub(crate) place: Place,
    /// Its name.
    pub(crate) name: &'static str,
    /// How it is written, as an example.
    pub(crate) form: &'static str,
    /// Whether it can be given more than once.
    pub(crate) repeatable: bool,
}

/// The key of a name at a place.
pub(crate) fn find(place: Place, name: &str) -> Option<&'static Key> {
    of(place).find(|key| key.name == name)
}

/// What to say about a name that is no key of its place.
pub(crate) fn unknown(place: Place, name: &str) -> String {
    let names: Vec<&'static str> = of(place).map(|key| key.name).collect();
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let hint = meant(place, name)
        .or_else(|| of_another_place(place, name))
        .or_else(|| nearest(place, name))
        .or_else(|| {
            let columns = find(place, "columns")?;
            Some(format!("; columns stand in `{}`", columns.form))
        });
    format!(
        "unknown key `{name}`{}\nthe keys of {} are {}",
        hint.unwrap_or_default(),
        place.describe(),
        list.join(", ")
    )
}

/// The key that another library calls by this name.
fn meant(place: Place, name: &str) -> Option<String> {
    let (_, _, meant) = ELSEWHERE
        .iter()
        .find(|(at, other, _)| *at == place && *other == name)?;
    find(place, meant).map(did_you_mean)
}

/// The key that is spelt most like the name.
fn nearest(place: Place, name: &str) -> Option<String> {
    let nearest = pgschema_syntax::names::nearest(name, of(place).map(|key| key.name))?;
    find(place, nearest).map(did_you_mean)
}

/// The proposal of a key.
fn did_you_mean(key: &Key) -> String {
    if key.name == key.form {
        format!("; did you mean `{}`?", key.name)
    } else {
        format!("; did you mean `{}`, as in `{}`?", key.name, key.form)
    }
}

/// The key of this name in another place: in the parentheses of a key of this place if there is
/// one, as with `on_delete` beside `references(…)`.
fn of_another_place(place: Place, name: &str) -> Option<String> {
    let mut keys = KEYS.iter().filter(|key| key.name == name);
    let inside = keys.clone().find(|key| key.place.is_inside(place));
    let key = inside.or_else(|| keys.next())?;
    Some(format!(
        "; `{}` belongs to {}",
        key.form,
        key.place.describe()
    ))
}

/// The keys of a place.
fn of(place: Place) -> impl Iterator<Item = &'static Key> + Clone {
    KEYS.iter().filter(move |key| key.place == place)
}
