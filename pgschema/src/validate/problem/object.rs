/// What is wrong with a trigger, a function, a grant or a policy: with what is mostly made by hand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectProblem {
    /// A list that can't be empty.
    #[error("{what} has no {elements}; name one at least, or remove it")]
    EmptyList {
        /// What has the list.
        what: String,
        /// What the list is of.
        elements: &'static str,
    },
    /// A second primary key.
    #[error("the table has two primary keys, `{first}` and `{second}`; make one of them `unique`")]
    TwoPrimaryKeys {
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
    /// A row that the table is made with, with more or fewer values than there are columns.
    #[error(
        "row {row} of `rows` has {values} values, and the table has {columns} columns; write one for each"
    )]
    RowLength {
        /// Which row, from 1.
        row: usize,
        /// How many values it has.
        values: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// A right that there isn't on a table or a view.
    #[error("{privilege} is no right on a table or a view; drop it")]
    NoSuchRight {
        /// The right.
        privilege: &'static str,
    },
    /// A right on columns that there is on the whole only.
    #[error("{privilege} is a right on the whole, not on columns; drop the columns")]
    NoColumnRight {
        /// The right.
        privilege: &'static str,
    },
    /// A policy with a condition that its command has no rows for.
    #[error("the policy `{policy}` is for {command}, which {why}; drop `{condition}`")]
    PolicyCondition {
        /// The policy.
        policy: String,
        /// Its command.
        command: &'static str,
        /// Why the condition can't be.
        why: &'static str,
        /// `using` or `with_check`.
        condition: &'static str,
    },
    /// `INSTEAD OF` on a table.
    #[error(
        "the trigger `{trigger}` is INSTEAD OF a change, which only views have; take BEFORE or AFTER"
    )]
    InsteadOf {
        /// The trigger.
        trigger: String,
    },
    /// A trigger for each row that TRUNCATE removes.
    #[error(
        "the trigger `{trigger}` fires for each row, and TRUNCATE looks at none; make it one for the statement"
    )]
    TruncateForEachRow {
        /// The trigger.
        trigger: String,
    },
    /// An event twice.
    #[error("the trigger `{trigger}` has {event} twice; name it once")]
    EventTwice {
        /// The trigger.
        trigger: String,
        /// The event, or the column.
        event: String,
    },
    /// A condition on a row that isn't there.
    #[error("the condition of the trigger `{trigger}` looks at {row}, {why}")]
    ConditionRow {
        /// The trigger.
        trigger: String,
        /// `OLD`, `NEW`, or a column of it.
        row: String,
        /// Why it isn't there, and what to do.
        why: &'static str,
    },
    /// A trigger with a function that isn't one for triggers.
    #[error("the trigger `{trigger}` calls {function}(), which {why}")]
    TriggerFunction {
        /// The trigger.
        trigger: String,
        /// The function.
        function: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// An argument without a default after one with it.
    #[error(
        "the argument `{argument}` has no default, and one before it has; give it one, or put it first"
    )]
    ArgumentDefault {
        /// The argument.
        argument: String,
    },
    /// An argument twice.
    #[error("the argument `{argument}` is there twice; give one of them another name")]
    ArgumentTwice {
        /// The argument.
        argument: String,
    },
    /// A type that no argument or result has.
    #[error("{what} has the type {data_type}, which {why}")]
    FunctionType {
        /// The argument, or the result.
        what: String,
        /// The type.
        data_type: String,
        /// Why it can't have it, and what to do.
        why: &'static str,
    },
    /// A body without a statement, of a function that gives something.
    #[error(
        "the body has no statement, and the function gives a {returns}; add a `SELECT`, or make it return `void`"
    )]
    EmptyBody {
        /// What it should give.
        returns: String,
    },
    /// More arguments than a function can have.
    #[error(
        "the function has {arguments} arguments, and 100 are the most; take a composite type, an array or `jsonb`"
    )]
    TooManyArguments {
        /// How many it has.
        arguments: usize,
    },
    /// A column of a view twice.
    #[error("the view has two columns `{column}`; give one of them another name")]
    ViewColumnTwice {
        /// The column.
        column: String,
    },
}
