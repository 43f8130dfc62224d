//! Typed SQL: names, literals, types and expressions as values, and a builder for each statement.
//!
//! Whatever goes into a statement is a value of a type that knows how to write itself: names and
//! literals are quoted here and nowhere else, and SQL that was written by hand comes in only as
//! text whose tokens were looked at. Nothing here knows the [model](crate::model).

mod alter_table;
mod collation;
mod column_definition;
mod comment;
mod constraint;
mod create_index;
mod create_table;
mod create_type;
mod data_type;
mod default_privileges;
mod expression;
mod extension;
mod function;
mod grant_role;
mod guard;
mod identifier;
mod insert;
mod literal;
mod partition;
mod policy;
mod privileges;
mod roles;
mod schema;
mod setting;
mod statement;
mod storage_parameters;
mod text;
mod trigger;
mod view;
mod walk;
mod writer;

pub use alter_table::AlterTable;
pub use collation::{Collation, OperatorClass};
pub use column_definition::ColumnDefinition;
pub use comment::{Comment, CommentTarget};
pub use constraint::{ConstraintKind, ForeignKey, ReferentialAction, TableConstraint};
pub use create_index::{CreateIndex, IndexElement};
pub use create_table::CreateTable;
pub use create_type::{CreateDomain, CreateEnum};
pub use data_type::DataType;
pub use default_privileges::{AlterDefaultPrivileges, DefaultObject};
pub use expression::{BinaryOperator, Expr, Function};
pub use extension::CreateExtension;
pub use function::{CreateFunction, FunctionBody, Parallel, Volatility};
pub use grant_role::GrantRole;
pub use identifier::{Identifier, IdentifierError, QualifiedName};
pub use insert::Insert;
pub use literal::{Literal, LiteralError, NumberText, TextLiteral};
pub use partition::{BoundValue, CreatePartition, PartitionBound};
pub use policy::{CreatePolicy, DropPolicy};
pub use privileges::{Grant, GrantedPrivilege, Object, Revoke};
pub use roles::{CreateRole, RoleName};
pub use schema::CreateSchema;
pub use setting::{
    AlterRoleSet, Parameter, ParameterError, ResetParameter, ResetRole, SetParameter, SetRole,
    SettingValue,
};
pub use statement::Statement;
pub use storage_parameters::{StorageParameterError, StorageParameters};
pub use text::{ExpressionText, Operator, PlpgsqlText, StatementText, SyntaxError, TypeText};
pub use trigger::{CreateTrigger, TriggerEvent, TriggerTiming};
pub use view::CreateView;
pub use writer::{ToSql, Writer};
