//! Typed SQL: names, literals, types and expressions as values, and a builder for each statement.
//!
//! Whatever goes into a statement is a value of a type that knows how to write itself: names and
//! literals are quoted here and nowhere else, and SQL that was written by hand comes in only as
//! text whose tokens were looked at. So nothing that a value has in it can change what a statement
//! is. Nothing here knows the [model](crate::model).
//!
//! ```
//! use pgschema::define::BuiltinType;
//! use pgschema::sql::{ColumnDefinition, CreateTable, Identifier, QualifiedName, ToSql};
//!
//! let order = Identifier::new("order")?;
//! let table = CreateTable::new(QualifiedName::new("app", "items")?)
//!     .column(ColumnDefinition::new(order, BuiltinType::Integer.into()).not_null());
//! assert_eq!(table.to_sql(), "CREATE TABLE app.items (\n  \"order\" integer NOT NULL\n);");
//! # Ok::<(), pgschema::sql::IdentifierError>(())
//! ```
//!
//! | What it is about | Builders |
//! |---|---|
//! | roles | [`CreateRole`], [`AlterRole`], [`AlterRolePassword`], [`GrantRole`], [`RevokeRole`], [`AlterRoleSet`] |
//! | the session | [`SetRole`], [`ResetRole`], [`SetParameter`], [`ResetParameter`], [`SaveParameter`], [`RestoreParameter`] |
//! | rights | [`Grant`], [`Revoke`], [`AlterOwner`], [`AlterDefaultPrivileges`] |
//! | schemas and types | [`CreateSchema`], [`CreateExtension`], [`CreateEnum`], [`CreateDomain`] |
//! | tables | [`CreateTable`], [`CreatePartition`], [`AlterTable`], [`CreateIndex`], [`Insert`] |
//! | row-level security | [`CreatePolicy`], [`DropPolicy`], [`AlterTable`] |
//! | code | [`CreateFunction`], [`CreateTrigger`], [`CreateView`], [`RaiseException`] |
//! | any of them | [`Comment`] |
//!
//! Builders share their manners. `new` takes what the statement can't do without, and each other
//! method takes the builder and gives it back. [`ToSql`] and `Display` write the statement with its
//! semicolon, and the same statement always in the same way. Every builder is a [`Statement`]. What
//! a server is too old for is written nevertheless; [`plan`](crate::plan) knows the versions.
//! A statement that takes no `IF NOT EXISTS` gets it by a `DO` block, which looks first.

mod alter_owner;
mod alter_role;
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
mod foreign_key;
mod function;
mod grant_role;
mod guard;
mod identifier;
mod index_element;
mod insert;
mod literal;
mod object;
mod parameter;
mod partition;
mod policy;
mod positional_parameter;
mod privileges;
mod raise;
mod revoke_role;
mod roles;
mod saved_parameter;
mod schema;
mod setting;
mod statement;
mod storage_parameters;
mod text;
mod trigger;
mod verifier;
mod view;
mod walk;
mod words;
mod writer;

pub use alter_owner::AlterOwner;
pub use alter_role::AlterRole;
pub use alter_table::AlterTable;
pub use collation::{Collation, OperatorClass};
pub(crate) use column_definition::ColumnDefinitionRef;
pub use column_definition::{ColumnDefinition, Generated, Identity};
pub use comment::{Comment, CommentTarget};
pub(crate) use constraint::TableConstraintRef;
pub use constraint::{ConstraintKind, TableConstraint};
pub use create_index::CreateIndex;
pub(crate) use create_index::CreateIndexRef;
pub use create_table::CreateTable;
pub(crate) use create_table::CreateTableRef;
pub use create_type::{CreateDomain, CreateEnum};
pub use data_type::{DataType, NamedType};
pub use default_privileges::{AlterDefaultPrivileges, DefaultObject};
pub use expression::{BinaryOperator, Expr, Function};
pub use extension::CreateExtension;
pub use foreign_key::{ForeignKey, ReferentialAction};
pub use function::{CreateFunction, FunctionBody, Parallel, Volatility};
pub use grant_role::GrantRole;
pub use identifier::{Identifier, IdentifierError, QualifiedName};
pub use index_element::IndexElement;
pub use insert::Insert;
pub use literal::{Literal, LiteralError, NumberText, TextLiteral};
pub use object::Object;
pub use parameter::{Parameter, ParameterError, SettingValue};
pub use partition::{BoundValue, CreatePartition, PartitionBound};
pub use policy::{CreatePolicy, DropPolicy};
pub use positional_parameter::PositionalParameter;
pub use privileges::{Grant, GrantedPrivilege, Revoke};
pub use raise::RaiseException;
pub use revoke_role::RevokeRole;
pub use roles::{CreateRole, RoleName};
pub use saved_parameter::{RestoreParameter, SaveParameter};
pub use schema::CreateSchema;
pub use setting::{AlterRoleSet, ResetParameter, ResetRole, SetParameter, SetRole};
pub use statement::Statement;
pub use storage_parameters::{StorageParameterError, StorageParameters};
pub use text::{ExpressionText, Operator, PlpgsqlText, StatementText, SyntaxError, TypeText};
pub use trigger::{CreateTrigger, TriggerEvent, TriggerTiming};
pub use verifier::{AlterRolePassword, NoVerifier, ScramVerifier};
pub use view::{CheckOption, CreateView};
pub use writer::{ToSql, Writer};
