use std::fmt;

macro_rules! attempts {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// What was tried.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Attempt {
            $($(#[$doc])* $variant,)*
        }

        impl Attempt {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name, which never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

attempts! {
    /// To have rows of two tenants in the table at all.
    MakeRows = "make_rows";
    /// To be a role that no policy binds: a superuser, BYPASSRLS.
    PassPolicies = "pass_policies";
    /// To become the owner of the table, or a role that no policy binds.
    BecomeAnother = "become_another";
    /// To ask the helpers of the policies whose rows are meant, bound and unbound.
    AskWhoseRows = "ask_whose_rows";
    /// To read without ever having set whose rows are meant.
    ReadUnbound = "read_unbound";
    /// To read with the empty setting that a pooled connection has after another transaction.
    ReadWithEmptySetting = "read_with_empty_setting";
    /// To read with a setting that is no tenant.
    ReadWithGarbage = "read_with_garbage";
    /// To read with a context that somebody else signed, or nobody did.
    ReadWithForgedContext = "read_with_forged_context";
    /// To write without a setting.
    WriteUnbound = "write_unbound";
    /// To read all rows.
    ReadForeign = "read_foreign";
    /// To read a foreign row by its key.
    ReadForeignByKey = "read_foreign_by_key";
    /// To read rows through COPY.
    CopyForeign = "copy_foreign";
    /// To lock a foreign row.
    LockForeign = "lock_foreign";
    /// To read under one tenant what was planned under another.
    ReadWithCachedPlan = "read_with_cached_plan";
    /// To read with `row_security = off`.
    ReadWithRowSecurityOff = "read_with_row_security_off";
    /// To read foreign rows through a view.
    ReadThroughView = "read_through_view";
    /// To learn of foreign rows from what a view or a function makes of them: a number, the greatest, whether there is one.
    LearnOfForeign = "learn_of_foreign";
    /// To read foreign rows through a function.
    ReadThroughFunction = "read_through_function";
    /// To change foreign rows through a function or a procedure.
    ChangeThroughFunction = "change_through_function";
    /// To change foreign rows through a view, a partition or a table that the model doesn't know.
    ChangeThroughView = "change_through_view";
    /// To read foreign rows in a table that the model doesn't know: a copy, a log.
    ReadOtherTable = "read_other_table";
    /// To read rows of another that are in another state: archived, public, deleted.
    ReadInAnotherState = "read_in_another_state";
    /// To change rows of another that are in another state.
    ChangeInAnotherState = "change_in_another_state";
    /// To read with a setting that a policy or a function believes, and that every role can make.
    ReadWithOtherSetting = "read_with_other_setting";
    /// To read a partition by its own name.
    ReadPartition = "read_partition";
    /// To read one's own row: what can't be read is not isolated, but broken.
    ReadOwn = "read_own";
    /// To insert one's own row.
    InsertOwn = "insert_own";
    /// To change one's own row.
    UpdateOwn = "update_own";
    /// To delete one's own row.
    DeleteOwn = "delete_own";
    /// To change foreign rows by a trigger or a rule that a change of one's own row sets off.
    ChangeByTrigger = "change_by_trigger";
    /// To switch triggers and foreign keys off.
    SwitchTriggersOff = "switch_triggers_off";
    /// To insert a row for another tenant.
    InsertForeign = "insert_foreign";
    /// To insert a row for no tenant.
    InsertForNobody = "insert_for_nobody";
    /// To change a foreign row.
    UpdateForeign = "update_foreign";
    /// To change every row.
    UpdateAll = "update_all";
    /// To give one's own row to another tenant, or to take one of another's.
    MoveRow = "move_row";
    /// To delete a foreign row.
    DeleteForeign = "delete_foreign";
    /// To delete every row.
    DeleteAll = "delete_all";
    /// To take a foreign row over with ON CONFLICT.
    UpsertForeign = "upsert_foreign";
    /// To change a foreign row with MERGE.
    MergeForeign = "merge_foreign";
    /// To do what was never granted.
    Ungranted = "ungranted";
    /// To change or remove what is only to be added to.
    ChangeAppended = "change_appended";
    /// To empty the table, which policies don't see.
    Truncate = "truncate";
    /// To change the table, its policies or its triggers.
    AlterTable = "alter_table";
    /// To refer to a row of another tenant, and so to learn of it.
    ReferToForeign = "refer_to_foreign";
    /// To learn what another tenant has from a unique key.
    ProbeUnique = "probe_unique";
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name().replace('_', " "))
    }
}
