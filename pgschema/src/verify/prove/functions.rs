//! Functions with the rights of their owner, asked for what belongs to another.

use super::access::Access;
use super::interference::{Hidden, SAME, digest};
use super::lab::{Answer, Lab};
use super::rows::{Row, World};
use super::statement;
use super::views::refused;
use super::watch::Watch;
use super::{Attempt, Outcome, Proof, Tried};
use crate::define::Command;
use crate::model::{Column, Table};
use crate::sql::{Identifier, QualifiedName, ToSql};
use crate::verify::VerifyError;

/// In every schema but the system's, with the types and the names of the arguments that a call must give.
const FUNCTIONS: &str = "\
SELECT n.nspname::text, p.proname::text, \
  ARRAY(SELECT t.oid FROM unnest(p.proargtypes) WITH ORDINALITY AS t (oid, n) WHERE t.n <= p.pronargs - p.pronargdefaults ORDER BY t.n), \
  coalesce(p.proargnames, '{}'), p.prokind = 'p', p.prorettype = 'void'::regtype \
FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace \
WHERE p.prosecdef AND p.prokind IN ('f', 'p') \
AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') \
AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype) \
AND has_schema_privilege($1::text, n.oid, 'USAGE') AND has_function_privilege($1::text, p.oid, 'EXECUTE') \
ORDER BY 1, 2, 3";

struct Function {
    name: QualifiedName,
    types: Vec<u32>,
    names: Vec<String>,
    is_procedure: bool,
    /// Whether there is nothing to read.
    is_void: bool,
}

/// A role that calls functions.
struct Caller<'x> {
    role: &'x Identifier,
    /// What binds the session and becomes the role.
    before: String,
    /// The foreign rows, and what stands in them alone.
    hidden: &'x Hidden,
    /// The foreign rows of all tables.
    watch: &'x Watch,
}

/// An argument as SQL, and its value.
type Given = (String, String);

/// Calls each with what a foreign row has, once for each table that has it.
pub(super) fn look(
    lab: &mut Lab<'_, '_>,
    world: &World,
    tables: &[&Table],
    role: &Identifier,
    hidden: &Hidden,
    watch: &Watch,
    proof: &mut Proof,
) -> Result<(), VerifyError> {
    let functions = functions(lab, role)?;
    if functions.is_empty() {
        return Ok(());
    }
    let (bind, _) = lab.bound_to(&world.subjects[0]);
    let caller = Caller {
        role,
        before: format!("{bind} {}", lab.as_role(role)),
        hidden,
        watch,
    };
    for function in functions.iter().filter(|it| it.types.is_empty()) {
        caller.call(lab, function, &[], proof)?;
    }
    let mut called = vec![false; functions.len()];
    for table in tables {
        let Some([_, foreign]) = world.rows.get(&table.name) else {
            continue;
        };
        let access = Access {
            database: lab.database,
            table,
            role,
        };
        if access.reaches(lab, Command::Select, foreign, &world.subjects[0])? != Ok(false) {
            continue;
        }
        let types = types(lab, table)?;
        let takes = |(_, it): &(usize, &Function)| !it.types.is_empty();
        for (number, function) in functions.iter().enumerate().filter(takes) {
            let by_key = arguments(function, table, &types, foreign, false);
            let by_tenant = arguments(function, table, &types, foreign, true);
            let both = [by_tenant.filter(|it| Some(it) != by_key.as_ref()), by_key];
            for given in both.into_iter().flatten() {
                called[number] = true;
                caller.call(lab, function, &given, proof)?;
            }
        }
    }
    let uncalled = functions.iter().zip(called);
    let uncalled = uncalled.filter(|(it, called)| !called && !it.types.is_empty());
    proof.left_out.extend(uncalled.map(|(function, _)| {
        format!(
            "{} is not called as {}: no row has what all of its arguments take",
            function.name,
            role.as_str(),
        )
    }));
    Ok(())
}

impl Caller<'_> {
    fn call(
        &self,
        lab: &mut Lab<'_, '_>,
        function: &Function,
        given: &[Given],
        proof: &mut Proof,
    ) -> Result<(), VerifyError> {
        let values: Vec<&str> = given.iter().map(|(sql, _)| sql.as_str()).collect();
        let call = format!("{}({})", function.name.to_sql(), values.join(", "));
        if !function.is_procedure && !function.is_void {
            self.read(lab, function, &call, given, proof)?;
        }
        let statement = match function.is_procedure {
            true => format!("CALL {call}"),
            false => format!("SELECT FROM {call}"),
        };
        let after = self
            .watch
            .after(lab, &format!("{} {statement}", self.before))?;
        let (actual, outcome) = after.said();
        if outcome == Outcome::Broken && !given.is_empty() && is_of_model(lab, function) {
            self.is_meant(function, "changes through", proof);
            return Ok(());
        }
        let expected = "nothing of another's changed";
        self.say(
            function,
            Attempt::ChangeThroughFunction,
            statement,
            expected,
            (actual, outcome),
            proof,
        );
        Ok(())
    }

    fn read(
        &self,
        lab: &mut Lab<'_, '_>,
        function: &Function,
        call: &str,
        given: &[Given],
        proof: &mut Proof,
    ) -> Result<(), VerifyError> {
        // What the call itself says comes back from many a function.
        let is_said = |mark: &String| given.iter().any(|(_, value)| value.contains(mark));
        let marks = self.hidden.marks.iter().filter(|it| !is_said(it));
        let marks: Vec<String> = marks.map(|it| statement::text(it)).collect();
        let query = format!(
            "SELECT count(*) FROM {call} AS t WHERE EXISTS (SELECT FROM unnest(ARRAY[{}]::text[]) AS m (m) \
             WHERE length(m) >= 12 AND strpos(t::text, m) > 0 OR strpos(' ' || translate(t::text, '(,)', '   ') || ' ', ' ' || m || ' ') > 0)",
            marks.join(", "),
        );
        let result = match lab.attempt(&format!("{} {query}", self.before))? {
            Answer::Done { value, .. } => match value.as_deref() {
                None | Some("0") => ("no row".to_owned(), Outcome::Held),
                // The model has it so: whoever knows a key of that kind is to learn whose it is.
                Some(_) if !given.is_empty() && is_of_model(lab, function) => {
                    self.is_meant(function, "learns from", proof);
                    return Ok(());
                }
                Some(count) => (format!("{count} rows of others"), Outcome::Broken),
            },
            Answer::Refused { state, message, .. } => refused(&state, &message),
        };
        let is_shown = result.1 == Outcome::Broken;
        let statement = format!("SELECT * FROM {call}");
        let (attempt, expected) = (Attempt::ReadThroughFunction, "no row of another's");
        self.say(
            function,
            attempt,
            statement.clone(),
            expected,
            result,
            proof,
        );
        if is_shown {
            return Ok(());
        }
        let rows = digest(&format!("SELECT t FROM {call} AS t"));
        let learned = self
            .hidden
            .learned(lab, &format!("{} {rows}", self.before))?;
        match learned {
            Some((_, Outcome::Broken)) if is_of_model(lab, function) => {
                self.is_meant(function, "learns from", proof);
            }
            Some(result) => {
                let attempt = Attempt::LearnOfForeign;
                self.say(function, attempt, statement, SAME, result, proof);
            }
            None => {}
        }
        Ok(())
    }

    fn is_meant(&self, function: &Function, what: &str, proof: &mut Proof) {
        proof.meant.push(format!(
            "{} {what} {} rows of others that it can name or count, as the model's function says",
            self.role.as_str(),
            function.name,
        ));
    }

    fn say(
        &self,
        function: &Function,
        attempt: Attempt,
        statement: String,
        expected: &'static str,
        (actual, outcome): (String, Outcome),
        proof: &mut Proof,
    ) {
        proof.tried.push(Tried {
            table: function.name.to_string(),
            role: Some(self.role.as_str().to_owned()),
            attempt,
            statement,
            expected,
            actual,
            outcome,
        });
    }
}

fn is_of_model(lab: &Lab<'_, '_>, function: &Function) -> bool {
    let mut functions = lab.database.functions().iter();
    functions.any(|it| it.name == function.name)
}

fn functions(lab: &mut Lab<'_, '_>, role: &Identifier) -> Result<Vec<Function>, VerifyError> {
    let found = lab.session.transaction.query(FUNCTIONS, &[&role.as_str()]);
    let found = found.map_err(|error| lab.session.error("the proof", error))?;
    let functions = found.iter().filter_map(|row| {
        let (schema, name): (String, String) = (row.get(0), row.get(1));
        Some(Function {
            name: QualifiedName::new(schema, name).ok()?,
            types: row.get(2),
            names: row.get(3),
            is_procedure: row.get(4),
            is_void: row.get(5),
        })
    });
    Ok(functions.collect())
}

/// The types of a table's columns as the server numbers them.
fn types(lab: &mut Lab<'_, '_>, table: &Table) -> Result<Vec<u32>, VerifyError> {
    let names = table.columns.iter().map(|it| it.data_type.to_sql());
    let names: Vec<String> = names.collect();
    let sql = "SELECT coalesce(to_regtype(t.name)::oid, 0::oid) FROM unnest($1::text[]) WITH ORDINALITY AS t (name, n) ORDER BY t.n";
    let found = lab.session.transaction.query(sql, &[&names]);
    let found = found.map_err(|error| lab.session.error("the proof", error))?;
    Ok(found.iter().map(|row| row.get(0)).collect())
}

/// What a foreign row has for each argument: the column of its name, or else one of its type, the tenant or
/// the key before others.
fn arguments(
    function: &Function,
    table: &Table,
    types: &[u32],
    foreign: &Row,
    tenant_first: bool,
) -> Option<Vec<Given>> {
    let mut given = Vec::new();
    for (number, oid) in function.types.iter().enumerate() {
        let name = function.names.get(number).map_or("", String::as_str);
        let name = name.trim_start_matches('_');
        let name = name.strip_prefix("p_").unwrap_or(name);
        let mut fitting: Vec<&Column> = table
            .columns
            .iter()
            .zip(types)
            .filter(|(column, it)| *it == oid && foreign.get(&column.name).is_some())
            .map(|(column, _)| column)
            .collect();
        let is_tenant = |column: &Column| Some(&column.name) == table.tenant.as_ref();
        fitting.sort_by_key(|column| {
            let is_key = table.primary_key().contains(&column.name);
            let is_tenant = is_tenant(column) != tenant_first;
            (column.name.as_str() != name, !is_key, is_tenant)
        });
        let column = fitting.first()?;
        let value = foreign.get(&column.name)?;
        let sql = statement::value(&Some(value.clone()), &column.data_type);
        given.push((sql, value));
    }
    Some(given)
}
