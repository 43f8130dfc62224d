//! Findings as rustc shows its own, with the lines of source that they are about.

mod colour;
mod source;
mod span;

pub use colour::Colour;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{headline, how_to_allow, one_line, summary};
use crate::lint::{AllowedFinding, Finding, Report, Severity};
use source::Sources;

/// Notes are broken into lines of so many letters.
const WIDTH: usize = 96;

impl Report {
    /// The report for people: each finding with the lines of source that it is about, if the files
    /// are found from the current directory upwards, what is allowed, and the count.
    ///
    /// ```
    /// use pgschema::Database;
    /// use pgschema::lint::Colour;
    ///
    /// let database = Database::builder().hardened("app").build()?;
    /// assert_eq!(database.lint().to_terminal(Colour::Never), "nothing found");
    /// # Ok::<(), pgschema::InvalidDatabase>(())
    /// ```
    #[must_use]
    pub fn to_terminal(&self, colour: Colour) -> String {
        let renderer = match colour.is_on() {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let mut sources = Sources::from_current_directory();
        let mut text = String::new();
        for finding in &self.findings {
            text.push_str(&renderer.render(&[group(finding, &mut sources)]));
            text.push_str("\n\n");
        }
        for AllowedFinding { finding, reason } in &self.allowed {
            let title = Level::NOTE.with_name("allowed");
            let title = title.primary_title(headline(finding)).id(finding.rule.id);
            let reason = note(Level::NOTE, "reason", reason);
            text.push_str(&renderer.render(&[Group::with_title(title).element(reason)]));
            text.push_str("\n\n");
        }
        text.push_str(&summary(self));
        text
    }
}

fn group<'a>(finding: &'a Finding, sources: &mut Sources) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
    };
    let title = level.primary_title(headline(finding)).id(finding.rule.id);
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        let source = sources.get(place.file);
        let span = source.and_then(|it| span::of(it, place.line, &finding.object));
        group = match source.zip(span) {
            Some((source, span)) => group.element(
                Snippet::source(source.to_owned())
                    .path(place.file)
                    .annotation(AnnotationKind::Primary.span(span)),
            ),
            None => {
                let line = usize::try_from(place.line).unwrap_or_default();
                group.element(Origin::path(place.file).line(line))
            }
        };
    }
    group = group
        .element(note(Level::NOTE, "why", finding.rule.why))
        .element(note(Level::HELP, "fix", &finding.fix()));
    match how_to_allow(finding) {
        Some(allow) => group.element(note(Level::NOTE, "allow", &allow)),
        None => group,
    }
}

/// A note below the source.
fn note<'a>(level: Level<'a>, name: &'static str, text: &str) -> annotate_snippets::Message<'a> {
    level.with_name(name).message(wrap(&one_line(text)))
}

/// The text in lines of a width that people read.
fn wrap(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut width = 0;
    for word in text.split(' ') {
        let letters = word.chars().count();
        if width > 0 && width + 1 + letters > WIDTH {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += letters;
    }
    out
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::lint::{Object, Place, rule};
    use crate::sql::Identifier;

    fn report(file: &'static str, name: &str) -> Report {
        Report {
            findings: vec![Finding {
                rule: rule("leaky_index").unwrap(),
                severity: Severity::Warning,
                object: Object::Role(Identifier::new(name).unwrap()),
                message: Cow::Borrowed("is no good"),
                own_fix: Some("mend it".into()),
                is_on_server: false,
                place: Some(Place { file, line: 3 }),
            }],
            allowed: Vec::new(),
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let text = report("no/such/file.rs", "app").to_terminal(Colour::Never);
        assert!(text.contains("--> no/such/file.rs:3\n"), "{text}");
        assert!(text.starts_with("warning[RLS029]: role app: is no good\n"));
        assert!(text.ends_with("\n\n1 warning"), "{text}");
    }

    #[test]
    fn colour_is_there_if_it_is_asked_for() {
        let report = report("no/such/file.rs", "app");
        assert!(report.to_terminal(Colour::Always).contains('\u{1b}'));
        assert!(!report.to_terminal(Colour::Never).contains('\u{1b}'));
    }

    #[test]
    fn a_name_gives_the_terminal_no_orders() {
        let text = report("no/such/file.rs", "\u{1b}[31mapp").to_terminal(Colour::Never);
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn long_notes_are_broken_between_words() {
        let text = "word ".repeat(50);
        let wrapped = wrap(text.trim());
        assert!(wrapped.lines().all(|line| line.len() <= WIDTH));
        assert_eq!(wrapped.lines().count(), 3);
        assert_eq!(wrapped.replace('\n', " "), text.trim());
    }
}
