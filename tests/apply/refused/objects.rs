use pgschema::BuiltinType;
use pgschema::define::{Command, GeneratedKind, PolicyKind, Privilege};
use pgschema::model::{
    Argument, Column, Constraint, Function, Index, Policy, Table, TableGrant, Trigger, View,
};
use pgschema::sql::{
    ConstraintKind, Expr, FunctionBody, Generated, GrantedPrivilege, Literal, PlpgsqlText,
    RoleName, StatementText, TriggerEvent, TriggerTiming,
};

use super::{
    Case, case, changed, identifier, identifiers, integer, named, plain, refused, sql, table,
    taken, written,
};

fn plpgsql(name: &str) -> Function {
    let body = PlpgsqlText::new("BEGIN RETURN NULL; END").unwrap();
    let returns = BuiltinType::Trigger.into();
    Function::new(named(name), returns, FunctionBody::Plpgsql(body))
}

fn trigger(timing: TriggerTiming, events: Vec<TriggerEvent>) -> Trigger {
    Trigger {
        name: identifier("own"),
        timing,
        events,
        for_each_row: true,
        when: None,
        function: named("f"),
        arguments: Vec::new(),
    }
}

fn triggered(change: impl FnOnce(&mut Trigger)) -> pgschema::DatabaseBuilder {
    let mut table = table("a", &[]);
    table.columns.push(Column {
        generated: Some(Box::new(Generated {
            kind: GeneratedKind::Stored,
            expression: sql("id + 1"),
        })),
        ..integer("next")
    });
    let mut trigger = trigger(TriggerTiming::Before, vec![TriggerEvent::Delete]);
    change(&mut trigger);
    table.triggers.push(trigger);
    plain().model_table(table).function(plpgsql("f"))
}

#[test]
fn a_trigger_fires_at_something() {
    let of = |change: fn(&mut Trigger), texts, sql| -> Case { case(triggered(change), texts, sql) };
    let cases = vec![
        of(
            |trigger| trigger.events.clear(),
            &["ring.a: ", "the trigger `own` has no events"],
            "CREATE TRIGGER own BEFORE ON a FOR EACH ROW EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| trigger.timing = TriggerTiming::InsteadOf,
            &["`own` is INSTEAD OF"],
            "CREATE TRIGGER own INSTEAD OF DELETE ON a FOR EACH ROW EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| trigger.events.push(TriggerEvent::Truncate),
            &["`own` fires for each row, and TRUNCATE"],
            "CREATE TRIGGER own BEFORE DELETE OR TRUNCATE ON a FOR EACH ROW EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| trigger.events.push(TriggerEvent::Delete),
            &["`own` has DELETE twice"],
            "CREATE TRIGGER own BEFORE DELETE OR DELETE ON a FOR EACH ROW EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| trigger.events = vec![TriggerEvent::Update(identifiers(&["id", "id"]))],
            &["`own` has UPDATE OF id twice"],
            "CREATE TRIGGER own BEFORE UPDATE OF id, id ON a FOR EACH ROW EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| {
                trigger.events.push(TriggerEvent::Insert);
                trigger.when = Some(sql("OLD.id > 1"));
            },
            &["`own` looks at OLD", "an INSERT has no old row"],
            "CREATE TRIGGER own BEFORE DELETE OR INSERT ON a FOR EACH ROW WHEN (OLD.id > 1) EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| trigger.when = Some(sql("new.id > 1")),
            &["`own` looks at NEW", "a DELETE has no new row"],
            "CREATE TRIGGER own BEFORE DELETE ON a FOR EACH ROW WHEN (NEW.id > 1) EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| {
                trigger.for_each_row = false;
                trigger.when = Some(sql("OLD.id > 1"));
            },
            &["`own` looks at OLD", "for the statement"],
            "CREATE TRIGGER own BEFORE DELETE ON a FOR EACH STATEMENT WHEN (OLD.id > 1) EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| {
                trigger.events = vec![TriggerEvent::Insert];
                trigger.when = Some(sql("NEW.next > 1"));
            },
            &["`own` looks at NEW.next", "AFTER trigger"],
            "CREATE TRIGGER own BEFORE INSERT ON a FOR EACH ROW WHEN (NEW.next > 1) EXECUTE FUNCTION f()",
        ),
        of(
            |trigger| trigger.when = Some(sql("EXISTS (SELECT 1)")),
            &["the condition of the trigger `own` has a query in it"],
            "CREATE TRIGGER own BEFORE DELETE ON a FOR EACH ROW WHEN (EXISTS (SELECT 1)) EXECUTE FUNCTION f()",
        ),
    ];
    let before = "CREATE TABLE a (id integer, next integer GENERATED ALWAYS AS (id + 1) STORED);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'";
    refused(before, cases);
    taken(triggered(|trigger| {
        trigger.timing = TriggerTiming::After;
        trigger.events = vec![TriggerEvent::Insert];
        trigger.when = Some(sql("NEW.next > 1"));
    }));
    taken(triggered(|trigger| {
        trigger.for_each_row = false;
        trigger.events.push(TriggerEvent::Truncate);
    }));
}

#[test]
fn a_trigger_calls_a_function_for_triggers() {
    let body = FunctionBody::Return(sql("1"));
    let number = Function::new(named("g"), BuiltinType::Integer.into(), body);
    let mut called = table("a", &[]);
    called.triggers.push(Trigger {
        function: named("g"),
        ..trigger(TriggerTiming::Before, vec![TriggerEvent::Delete])
    });
    let mut takes = plpgsql("f");
    takes.arguments.push(argument("a", None));
    let mut bound = plpgsql("f");
    bound.body = FunctionBody::Return(sql("1"));
    let cases = vec![
        case(
            plain().model_table(called).function(number),
            &["`own` calls ring.g(), which doesn't return `trigger`"],
            "CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT 1';
             CREATE TRIGGER own BEFORE DELETE ON a FOR EACH ROW EXECUTE FUNCTION g()",
        ),
        case(
            plain().function(takes),
            &["ring.f: ", "`TG_ARGV`"],
            "CREATE FUNCTION f(a integer) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        ),
        case(
            plain().function(bound),
            &["ring.f: ", "PL/pgSQL"],
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        ),
    ];
    refused("CREATE TABLE a (id integer)", cases);
}

fn argument(name: &str, default: Option<Expr>) -> Argument {
    Argument {
        name: identifier(name),
        data_type: BuiltinType::Integer.into(),
        default,
    }
}

fn function(change: impl FnOnce(&mut Function)) -> pgschema::DatabaseBuilder {
    let body = FunctionBody::Return(sql("1"));
    let mut function = Function::new(named("f"), BuiltinType::Integer.into(), body);
    change(&mut function);
    plain().function(function)
}

#[test]
fn a_function_can_be_called() {
    let of = |change: fn(&mut Function), texts, sql| -> Case { case(function(change), texts, sql) };
    let cases = vec![
        of(
            |function| function.arguments = vec![argument("a", Some(sql("1"))), argument("b", None)],
            &["ring.f: ", "`b` has no default"],
            "CREATE FUNCTION f(a integer DEFAULT 1, b integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        ),
        of(
            |function| function.arguments = vec![argument("a", None), argument("a", None)],
            &["`a` is there twice"],
            "CREATE FUNCTION f(a integer, a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        ),
        of(
            |function| {
                let data_type = BuiltinType::Void.into();
                function.arguments = vec![Argument { data_type, ..argument("a", None) }];
            },
            &["the argument `a` has the type void"],
            "CREATE FUNCTION f(a void) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        ),
        of(
            |function| function.returns = written("serial"),
            &["the result has the type serial"],
            "CREATE FUNCTION f() RETURNS serial LANGUAGE sql AS 'SELECT 1'",
        ),
        of(
            |function| function.body = FunctionBody::Atomic(Vec::new()),
            &["no statement", "integer"],
            "CREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC END",
        ),
        of(
            |function| {
                function.arguments = (0..101).map(|it| argument(&format!("a{it}"), None)).collect();
            },
            &["101 arguments"],
            "DO $$ DECLARE types text; BEGIN
                SELECT string_agg('integer', ', ') INTO types FROM generate_series(1, 101);
                EXECUTE format('CREATE FUNCTION f(%s) RETURNS integer LANGUAGE sql AS ''SELECT 1''', types);
             END $$",
        ),
    ];
    refused("", cases);
    taken(function(|function| {
        function.returns = BuiltinType::Void.into();
        function.body = FunctionBody::Atomic(Vec::new());
        function.arguments = vec![argument("a", None), argument("b", Some(sql("1")))];
    }));
}

#[test]
fn a_list_has_something_in_it() {
    let constrained = |kind: ConstraintKind| {
        |table: &mut Table| {
            table
                .constraints
                .push(Constraint::new(identifier("own"), kind))
        }
    };
    let unique = ConstraintKind::Unique {
        columns: Vec::new(),
        include: Vec::new(),
        nulls_not_distinct: false,
    };
    let primary = ConstraintKind::PrimaryKey {
        columns: identifiers(&["id"]),
    };
    let policy = Policy {
        name: identifier("own"),
        kind: PolicyKind::Permissive,
        command: Command::All,
        roles: Vec::new(),
        using: Some(sql("true")),
        with_check: None,
    };
    let granted = |privileges: Vec<GrantedPrivilege>| {
        |table: &mut Table| {
            table.grants.push(TableGrant {
                role: RoleName::Public,
                privileges,
            });
        }
    };
    let on_columns = GrantedPrivilege {
        privilege: Privilege::Delete,
        columns: identifiers(&["id"]),
    };
    let inserts = Policy {
        command: Command::Insert,
        roles: vec![RoleName::Public],
        ..policy.clone()
    };
    let deletes = Policy {
        command: Command::Delete,
        with_check: Some(sql("true")),
        roles: vec![RoleName::Public],
        ..policy.clone()
    };
    let cases = vec![
        changed(
            constrained(unique),
            &["ring.a: ", "the constraint `own` has no columns"],
            "CREATE TABLE b (id integer, CONSTRAINT own UNIQUE ())",
        ),
        changed(
            constrained(primary),
            &["two primary keys, `a_pkey` and `own`"],
            "CREATE TABLE b (id integer, PRIMARY KEY (id), PRIMARY KEY (id))",
        ),
        changed(
            |table| {
                table
                    .indexes
                    .push(Index::new(identifier("own"), Vec::new()))
            },
            &["the index `own` has no columns"],
            "CREATE INDEX own ON a ()",
        ),
        changed(
            |table| table.policies.push(policy),
            &["the policy `own` has no roles"],
            "CREATE POLICY own ON a TO USING (true)",
        ),
        changed(
            |table| table.policies.push(inserts),
            &["`own` is for INSERT", "drop `using`"],
            "CREATE POLICY own ON a FOR INSERT USING (true)",
        ),
        changed(
            |table| table.policies.push(deletes),
            &["`own` is for DELETE", "drop `with_check`"],
            "CREATE POLICY own ON a FOR DELETE USING (true) WITH CHECK (true)",
        ),
        changed(
            granted(Vec::new()),
            &["the grant to PUBLIC has no rights"],
            "GRANT ON TABLE a TO PUBLIC",
        ),
        changed(
            granted(vec![Privilege::Execute.into()]),
            &["EXECUTE is no right on a table"],
            "GRANT EXECUTE ON TABLE a TO PUBLIC",
        ),
        changed(
            granted(vec![on_columns]),
            &["DELETE is a right on the whole"],
            "GRANT DELETE (id) ON TABLE a TO PUBLIC",
        ),
        changed(
            |table| {
                let one = Literal::Integer(1);
                table.rows = vec![vec![one.clone()], vec![one.clone(), one]];
            },
            &["row 2 of `rows` has 2 values", "1 columns"],
            "INSERT INTO a (id) VALUES (1), (1, 1)",
        ),
    ];
    refused("CREATE TABLE a (id integer)", cases);
}

#[test]
fn a_view_has_a_column_once() {
    let query = StatementText::new("SELECT 1, 2").unwrap();
    let mut view = View::new(named("v"), query);
    view.columns = identifiers(&["a", "a"]);
    let cases = vec![case(
        plain().view(view),
        &["ring.v: the view has two columns `a`"],
        "CREATE VIEW v (a, a) AS SELECT 1, 2",
    )];
    refused("", cases);
}
