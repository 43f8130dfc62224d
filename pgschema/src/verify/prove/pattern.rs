//! Texts that a regular expression matches.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How deep and how long a text may become.
const MOST: usize = 4096;

/// A text that the expression matches, if it is one that can be followed: PostgreSQL's own are nearly
/// those of Rust's crate.
pub(super) fn example(pattern: &str, seed: u64) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut text = String::new();
    let mut state = seed | 1;
    write(&hir, &mut state, &mut text)?;
    Some(text)
}

/// The next number of a sequence that looks random.
fn next(state: &mut u64, count: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state % count.max(1)
}

fn write(hir: &Hir, state: &mut u64, text: &mut String) -> Option<()> {
    if text.len() > MOST {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(letter(class, state)?),
        HirKind::Repetition(repetition) => {
            let least = repetition.min;
            let most = repetition.max.unwrap_or(least.max(1).saturating_add(5));
            let more = u64::from(most.min(least.saturating_add(5)).saturating_sub(least));
            let count = u64::from(repetition.min) + next(state, more + 1);
            for _ in 0..count.min(MOST as u64) {
                write(&repetition.sub, state, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, state, text)?,
        HirKind::Concat(all) => {
            for one in all {
                write(one, state, text)?;
            }
        }
        HirKind::Alternation(all) => {
            let index = next(state, all.len() as u64);
            write(all.get(usize::try_from(index).ok()?)?, state, text)?;
        }
    }
    Some(())
}

/// A letter of a class; one of ASCII that can be seen, where there is one.
fn letter(class: &Class, state: &mut u64) -> Option<char> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let plain: Vec<char> = class
        .iter()
        .flat_map(|range| range.start()..=range.end().min('~'))
        .filter(char::is_ascii_graphic)
        .collect();
    let simple: Vec<char> = plain
        .iter()
        .copied()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let letters = if simple.is_empty() { &plain } else { &simple };
    let index = usize::try_from(next(state, letters.len() as u64)).ok()?;
    letters
        .get(index)
        .copied()
        .or_else(|| class.iter().next().map(|it| it.start()))
}

#[cfg(test)]
mod tests {
    use super::example;

    #[test]
    fn an_example_has_the_form() {
        for (pattern, length) in [
            ("^[A-Z]{3}$", 3),
            (r"^\d{4}-[0-9]{6}$", 11),
            ("^(abc|def)$", 3),
            ("^[0-9a-f]{64}$", 64),
        ] {
            let text = example(pattern, 42).unwrap();
            assert_eq!(text.len(), length, "{pattern}: {text}");
        }
        assert_ne!(example("^[a-z]{20}$", 1), example("^[a-z]{20}$", 99));
        assert_eq!(example("[", 1), None);
    }
}
