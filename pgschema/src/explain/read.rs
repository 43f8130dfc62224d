use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Explanation;
use super::node::{Node, Query};

/// How many steps may stand within each other. What joins this many tables has another problem.
const MOST_STEPS: usize = 500;

/// Why a text is no plan.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExplanationError {
    /// It is not in JSON.
    #[error(
        "this is the plan as text, and JSON is needed: EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT …"
    )]
    Text,
    /// It is JSON of something else, or only a part.
    #[error("this is not what EXPLAIN (FORMAT JSON) writes: {0}")]
    Json(#[from] serde_json::Error),
    /// No server wrote this.
    #[error("more than {MOST_STEPS} steps stand within each other in it")]
    TooDeep,
    /// There is no plan in it.
    #[error("there is no plan in it: a utility statement has none")]
    NoPlan,
    /// There are several, of which one is asked for.
    #[error(
        "there are {0} plans in it, as a rule or several statements have; read them with Explanation::all"
    )]
    Several(usize),
}

impl Explanation {
    /// All the plans of a text: a statement that a rule rewrites has several.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn all(text: &str) -> Result<Vec<Self>, ExplanationError> {
        let json = without_frame(text);
        let json = after_duration(&json);
        if depth(json) > 2 * MOST_STEPS + 8 {
            return Err(ExplanationError::TooDeep);
        }
        // `EXPLAIN` writes a list, `auto_explain` one object.
        let queries: Vec<&RawValue> = match json.trim_start().chars().next() {
            Some('[') => serde_json::from_str(json)?,
            Some('{') => vec![first_object(json)?],
            _ => return Err(ExplanationError::Text),
        };
        if queries.is_empty() {
            return Err(ExplanationError::NoPlan);
        }
        let queries = queries.iter().map(|it| {
            let query = Arc::new(query(it.get())?);
            Ok(Self { query })
        });
        queries.collect()
    }
}

/// Without what `auto_explain` writes before a plan: `LOG:  duration: 12.345 ms  plan:`.
fn after_duration(text: &str) -> &str {
    let after = text
        .split_once("duration: ")
        .and_then(|(_, it)| it.split_once(" ms  plan:"));
    match after {
        Some((_, plan)) if !text.trim_start().starts_with(['[', '{']) => plan.trim_start(),
        _ => text,
    }
}

/// The object that a text begins with: a log goes on behind it.
fn first_object(text: &str) -> Result<&RawValue, ExplanationError> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    let first = values.next().ok_or(ExplanationError::NoPlan)?;
    Ok(first?)
}

/// How many brackets are open at most: two for each step, and a few for what is said of the last.
fn depth(json: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let mut letters = json.bytes();
    let mut is_text = false;
    while let Some(letter) = letters.next() {
        match letter {
            b'\\' if is_text => {
                letters.next();
            }
            b'"' => is_text = !is_text,
            b'[' | b'{' if !is_text => {
                open += 1;
                most = most.max(open);
            }
            b']' | b'}' if !is_text => open = open.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// Reads a query and the steps of its plan, each by itself: a reader that calls itself for the steps below would need a stack
/// as deep as the plan.
fn query(json: &str) -> Result<Query, ExplanationError> {
    #[derive(Deserialize)]
    struct OfQuery<'t> {
        #[serde(rename = "Plan", borrow)]
        plan: &'t RawValue,
    }
    #[derive(Deserialize)]
    struct OfStep<'t> {
        #[serde(rename = "Plans", borrow, default)]
        plans: Vec<&'t RawValue>,
    }
    fn step(json: &str) -> Result<(Node, std::vec::IntoIter<&RawValue>), serde_json::Error> {
        let below: OfStep<'_> = serde_json::from_str(json)?;
        Ok((serde_json::from_str(json)?, below.plans.into_iter()))
    }

    let plan: OfQuery<'_> = serde_json::from_str(json)?;
    let mut query: Query = serde_json::from_str(json)?;
    let mut open = vec![step(plan.plan.get())?];
    while let Some((_, below)) = open.last_mut() {
        match below.next() {
            Some(json) => open.push(step(json.get())?),
            None => {
                let Some((node, _)) = open.pop() else { break };
                match open.last_mut() {
                    Some((above, _)) => above.plans.push(node),
                    None => query.plan = node,
                }
            }
        }
    }
    Ok(query)
}

impl FromStr for Explanation {
    type Err = ExplanationError;

    /// Reads what `EXPLAIN (FORMAT JSON)` wrote, or `auto_explain` with `log_format = json`; the frame that psql puts around it
    /// may be there, and the beginning of the entry in the log with whatever follows it.
    fn from_str(text: &str) -> Result<Self, ExplanationError> {
        let mut all = Self::all(text)?;
        match all.len() {
            1 => all.pop().ok_or(ExplanationError::NoPlan),
            count => Err(ExplanationError::Several(count)),
        }
    }
}

/// Without the title, the rule, the `+` of lines that go on and the count of psql's output.
fn without_frame(text: &str) -> String {
    let lines = text.lines().map(str::trim_end);
    let lines: Vec<&str> = lines.collect();
    let is_title = |line: &&str| line.trim() == "QUERY PLAN";
    if !lines.iter().any(is_title) {
        return text.to_owned();
    }
    let body = lines
        .iter()
        .skip_while(|line| !is_title(line))
        .skip(1)
        .filter(|line| !line.trim().chars().all(|c| c == '-') || line.trim().is_empty())
        .take_while(|line| !(line.starts_with('(') && line.contains("row")));
    let body: Vec<&str> = body
        .map(|line| line.strip_suffix('+').unwrap_or(line))
        .collect();
    body.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"{"Plan": {"Node Type": "Result"}}"#;

    #[test]
    fn a_plan_is_read_from_wherever_it_comes() {
        let framed = " QUERY PLAN \n------------\n [          +\n   {\"Plan\": {+\n \"Node Type\": \"Result\"}}]\n(1 row)\n\n";
        let logged = "2026-01-01 [7] app@db LOG:  duration: 0.123 ms  plan:\n\t{\n\t  \"Query Text\": \"SELECT '{'\",\n\t  \
                      \"Plan\": {\n\t    \"Node Type\": \"Result\"\n\t  }\n\t}\n2026-01-01 [7] LOG:  disconnection\n";
        for text in [
            PLAN,
            &format!("[{PLAN}]"),
            &format!("\n [{PLAN}] \n"),
            framed,
            logged,
        ] {
            let explanation: Explanation = text.parse().unwrap();
            assert_eq!(explanation.to_text(), "Result\n");
            assert!(!explanation.was_run());
        }
    }

    #[test]
    fn what_is_no_plan_is_refused() {
        let error = |text: &str| text.parse::<Explanation>().unwrap_err();
        assert!(matches!(error(""), ExplanationError::Text));
        assert!(matches!(
            error("Seq Scan on a  (cost=0.00..1.00 rows=1 width=4)"),
            ExplanationError::Text
        ));
        assert!(matches!(error("[]"), ExplanationError::NoPlan));
        assert!(matches!(
            error("[{\"Plan\": {}}]"),
            ExplanationError::Json(_)
        ));
        assert!(matches!(error("[{\"a\": 1}]"), ExplanationError::Json(_)));
        assert!(matches!(error("[{\"Plan\""), ExplanationError::Json(_)));
        assert!(matches!(
            error(&format!("[{PLAN},{PLAN}]")),
            ExplanationError::Several(2)
        ));
        assert_eq!(
            Explanation::all(&format!("[{PLAN},{PLAN}]")).unwrap().len(),
            2
        );
    }

    /// A plan whose steps all stand within each other.
    fn nested(steps: usize) -> String {
        let begin = r#"{"Node Type": "Append", "Plans": ["#;
        let end = "]}".repeat(steps - 1);
        let begin = begin.repeat(steps - 1);
        format!(r#"[{{"Plan": {begin}{{"Node Type": "Result"}}{end}}}]"#)
    }

    #[test]
    fn a_plan_may_be_deep_and_takes_no_stack() {
        for steps in [1, 64, 200, MOST_STEPS] {
            let explanation: Explanation = nested(steps).parse().unwrap();
            assert_eq!(explanation.to_text().lines().count(), steps);
            assert!(format!("{explanation:?}").contains("Result"));
        }
        for steps in [MOST_STEPS + 5, 100_000] {
            let error = nested(steps).parse::<Explanation>().unwrap_err();
            assert!(matches!(error, ExplanationError::TooDeep), "{error}");
        }
    }
}
