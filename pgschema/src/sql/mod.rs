//! Typed SQL: names, literals, types and expressions as values, and a builder for each statement.
//!
//! Whatever goes into a statement is a value of a type that knows how to write itself: names and
//! literals are quoted here and nowhere else, and SQL that was written by hand comes in only as
//! text whose tokens were looked at. Nothing here knows the [model](crate::model).

mod data_type;
mod expression;
mod identifier;
mod literal;
mod text;
mod writer;

pub use data_type::DataType;
pub use expression::{BinaryOperator, Expr, Function};
pub use identifier::{Identifier, IdentifierError, QualifiedName};
pub use literal::{Literal, LiteralError, NumberText, TextLiteral};
pub use text::{ExpressionText, Operator, PlpgsqlText, StatementText, SyntaxError, TypeText};
pub use writer::{ToSql, Writer};

mod create_index;
mod create_table;
mod function;
mod guard;
mod insert;
mod policy;
mod privileges;
mod roles;
mod schema;
mod setting;
mod statement;
mod walk;

pub use create_index::{CreateIndex, IndexElement};
pub use create_table::{
    AlterTable, BoundValue, Collation, ColumnDefinition, ConstraintKind, CreatePartition,
    CreateTable, ForeignKey, OperatorClass, PartitionBound, ReferentialAction,
    StorageParameterError, StorageParameters, TableConstraint,
};
pub use function::{
    CreateFunction, CreateTrigger, CreateView, FunctionBody, Parallel, TriggerEvent, TriggerTiming,
    Volatility,
};
pub use insert::Insert;
pub use policy::{CreatePolicy, DropPolicy};
pub use privileges::{
    AlterDefaultPrivileges, Comment, CommentTarget, DefaultObject, Grant, GrantRole,
    GrantedPrivilege, Object, Revoke,
};
pub use roles::{CreateRole, RoleName};
pub use schema::{CreateDomain, CreateEnum, CreateExtension, CreateSchema};
pub use setting::{
    AlterRoleSet, Parameter, ParameterError, ResetParameter, ResetRole, SetParameter, SetRole,
    SettingValue,
};
pub use statement::Statement;
