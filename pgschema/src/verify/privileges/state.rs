//! What the server says: roles, who is a member of which, and who holds which right on what.

use std::collections::{BTreeMap, BTreeSet};

use postgres::Row;

use crate::Version;
use crate::define::Privilege;
use crate::sql::{Identifier, RoleName};
use crate::verify::VerifyError;
use crate::verify::session::Session;

const ROLES: &str = "\
SELECT oid, rolname::text AS name, rolcanlogin, rolinherit, rolsuper, rolcreatedb, rolcreaterole, \
rolreplication, rolbypassrls FROM pg_roles";

const MEMBERS: &str = "\
SELECT roleid, member, grantor, admin_option, $inherit AS inherits, $set AS sets \
FROM pg_auth_members JOIN pg_roles m ON m.oid = member";

const OBJECTS: &str = include_str!("objects.sql");
const COLUMNS: &str = include_str!("columns.sql");
const DEFAULTS: &str = include_str!("defaults.sql");
const ELSEWHERE: &str = include_str!("elsewhere.sql");
const RUN_AS: &str = include_str!("run_as.sql");

/// The superuser that made the server, who grants what the server grants by itself.
pub(super) const BOOTSTRAP: u32 = 10;

/// What rights hang on, in one moment of a server.
pub(super) struct State {
    pub(super) roles: BTreeMap<u32, Role>,
    pub(super) members: BTreeMap<(u32, u32), Membership>,
    pub(super) objects: Vec<Held>,
    pub(super) defaults: Vec<Default>,
}

/// A role of the server.
pub(super) struct Role {
    pub(super) name: Identifier,
    /// In the order of [`super::roles::ATTRIBUTES`].
    pub(super) attributes: [bool; 7],
}

impl Role {
    pub(super) const fn superuser(&self) -> bool {
        self.attributes[2]
    }

    pub(super) const fn create_role(&self) -> bool {
        self.attributes[4]
    }
}

/// What a member may do with a role, by all its grants.
#[derive(Default)]
pub(super) struct Membership {
    pub(super) inherits: bool,
    pub(super) sets: bool,
    /// May grant it to others, by more than having made it.
    pub(super) admin: bool,
    /// Has ADMIN from the server itself, as whoever makes a role has since 16.
    pub(super) made_it: bool,
    pub(super) grantors: Vec<u32>,
}

/// An object with the rights on it.
pub(super) struct Held {
    /// As in `objects.sql`.
    pub(super) kind: String,
    pub(super) schema: String,
    pub(super) name: String,
    pub(super) arguments: String,
    pub(super) oid: u32,
    pub(super) owner: u32,
    /// Whether its owner is always the owner of its table.
    pub(super) follows: bool,
    pub(super) rights: BTreeMap<RoleName, Rights>,
}

/// Who holds what on an object.
#[derive(Default)]
pub(super) struct Rights {
    pub(super) whole: BTreeMap<Privilege, Grant>,
    pub(super) columns: BTreeMap<(Privilege, Identifier), Grant>,
}

/// How a right was given.
#[derive(Clone, Copy, Default)]
pub(super) struct Grant {
    pub(super) grantable: bool,
    pub(super) grantor: u32,
}

/// What a role's later objects start with for somebody.
pub(super) struct Default {
    pub(super) role: u32,
    pub(super) schema: Option<Identifier>,
    pub(super) kind: String,
    /// `None` where nobody has anything.
    pub(super) grantee: Option<RoleName>,
    pub(super) grantable: bool,
    pub(super) privileges: Vec<Privilege>,
}

/// Something outside of what was looked at that a role owns or has rights on.
pub(super) struct Elsewhere {
    pub(super) role: u32,
    pub(super) owns: bool,
    pub(super) description: String,
}

const DOING: &str = "reading the rights";

impl State {
    pub(super) fn read(session: &mut Session<'_>, schemas: &[String]) -> Result<Self, VerifyError> {
        let mut roles = BTreeMap::new();
        for row in query(session, ROLES, &[])? {
            let name: &str = row.get("name");
            let attributes = [2, 3, 4, 5, 6, 7, 8].map(|position| row.get(position));
            let name = Identifier::new(name)?;
            roles.insert(row.get("oid"), Role { name, attributes });
        }
        let mut state = Self {
            members: members(session)?,
            roles,
            objects: Vec::new(),
            defaults: Vec::new(),
        };
        state.read_objects(session, schemas)?;
        for row in query(session, DEFAULTS, &[])? {
            let schema: Option<&str> = row.get("schema");
            let grantee: Option<u32> = row.get("grantee");
            state.defaults.push(Default {
                role: row.get("role"),
                schema: schema.map(Identifier::new).transpose()?,
                kind: row.get("kind"),
                grantee: grantee.and_then(|oid| state.role_name(oid)),
                grantable: row.get::<_, Option<bool>>("is_grantable") == Some(true),
                privileges: privileges(&row),
            });
        }
        Ok(state)
    }

    fn read_objects(
        &mut self,
        session: &mut Session<'_>,
        schemas: &[String],
    ) -> Result<(), VerifyError> {
        let mut positions: BTreeMap<(String, u32), usize> = BTreeMap::new();
        let mut relations: BTreeMap<u32, usize> = BTreeMap::new();
        let mut objects: Vec<Held> = Vec::new();
        for row in query(session, OBJECTS, &[&schemas])? {
            let (kind, oid): (String, u32) = (row.get("kind"), row.get("oid"));
            let position = *positions.entry((kind.clone(), oid)).or_insert_with(|| {
                objects.push(Held {
                    schema: row.get("schema"),
                    name: row.get("name"),
                    arguments: row.get("arguments"),
                    oid,
                    owner: row.get("owner"),
                    follows: row.get("follows"),
                    rights: BTreeMap::new(),
                    kind,
                });
                objects.len() - 1
            });
            if !matches!(row.get("kind"), "d" | "n" | "P" | "T") {
                relations.insert(oid, position);
            }
            let grantee: Option<u32> = row.get("grantee");
            let grantee = grantee.and_then(|oid| self.role_name(oid));
            if let (Some(grantee), Some(held)) = (grantee, objects.get_mut(position)) {
                let rights = held.rights.entry(grantee).or_default();
                for privilege in privileges(&row) {
                    rights.whole.entry(privilege).or_default().add(&row);
                }
            }
        }
        for row in query(session, COLUMNS, &[&schemas])? {
            let column = Identifier::new(row.get::<_, &str>("name"))?;
            let held = relations.get(&row.get::<_, u32>("oid"));
            let held = held.and_then(|position| objects.get_mut(*position));
            if let (Some(grantee), Some(held)) = (self.role_name(row.get("grantee")), held) {
                let rights = held.rights.entry(grantee).or_default();
                for privilege in privileges(&row) {
                    let key = (privilege, column.clone());
                    rights.columns.entry(key).or_default().add(&row);
                }
            }
        }
        objects.sort_by(|a, b| a.order().cmp(&b.order()));
        self.objects = objects;
        Ok(())
    }

    /// What roles own or have rights on besides what was looked at.
    pub(super) fn elsewhere(
        &self,
        session: &mut Session<'_>,
        roles: &[u32],
    ) -> Result<Vec<Elsewhere>, VerifyError> {
        let looked_at = self.looked_at();
        let (mut classes, mut objects, mut of) = (Vec::new(), Vec::new(), Vec::new());
        for row in query(session, ELSEWHERE, &[&roles])? {
            let object: u32 = row.get("objid");
            if !looked_at.contains(&object) {
                classes.push(row.get::<_, u32>("classid"));
                objects.push(object);
                of.push((row.get("role"), row.get("owns")));
            }
        }
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        const DESCRIBE: &str = "SELECT pg_describe_object(class, object, 0) \
             FROM unnest($1::oid[], $2::oid[]) WITH ORDINALITY AS u (class, object, n) ORDER BY n";
        let described = query(session, DESCRIBE, &[&classes, &objects])?;
        let found = described
            .iter()
            .zip(of)
            .map(|(row, (role, owns))| Elsewhere {
                role,
                owns,
                description: row.get::<_, Option<String>>(0).unwrap_or_default(),
            });
        Ok(found.collect())
    }

    fn looked_at(&self) -> BTreeSet<u32> {
        self.objects.iter().map(|held| held.oid).collect()
    }

    /// Functions and views besides what was looked at that lend others the rights of the role that owns them.
    pub(super) fn run_as(
        &self,
        session: &mut Session<'_>,
        role: u32,
    ) -> Result<Vec<Elsewhere>, VerifyError> {
        let looked_at = self.looked_at();
        let found = query(session, RUN_AS, &[&role])?;
        let found = found.iter().filter(|row| !looked_at.contains(&row.get(0)));
        let found = found.map(|row| Elsewhere {
            role,
            owns: true,
            description: row.get::<_, Option<String>>(1).unwrap_or_default(),
        });
        Ok(found.collect())
    }

    /// The name of a grantee, which is `PUBLIC` without a number.
    pub(super) fn role_name(&self, oid: u32) -> Option<RoleName> {
        if oid == 0 {
            return Some(RoleName::Public);
        }
        let role = self.roles.get(&oid)?;
        Some(RoleName::Named(role.name.clone()))
    }

    pub(super) fn oid(&self, name: &Identifier) -> Option<u32> {
        let found = self.roles.iter().find(|(_, role)| role.name == *name);
        found.map(|(oid, _)| *oid)
    }
}

impl Held {
    /// The database, its schemas, then what is in them.
    fn order(&self) -> (u8, [&str; 4]) {
        let rank = match self.kind.as_str() {
            "d" => 0,
            "n" => 1,
            _ => 2,
        };
        (
            rank,
            [&self.schema, &self.name, &self.kind, &self.arguments],
        )
    }
}

impl Grant {
    fn add(&mut self, row: &Row) {
        let grantable: bool = row.get("is_grantable");
        if grantable || self.grantor == 0 {
            self.grantor = row.get("grantor");
        }
        self.grantable |= grantable;
    }
}

/// The parameters that PUBLIC may set, where only some roles may by themselves: there are none on a server as it was
/// made. Since 15.
pub(super) fn parameters_of_public(
    session: &mut Session<'_>,
) -> Result<Vec<Elsewhere>, VerifyError> {
    const PARAMETERS: &str = "SELECT DISTINCT pg_describe_object('pg_parameter_acl'::regclass, p.oid, 0) \
         FROM pg_parameter_acl p, aclexplode(p.paracl) AS a WHERE a.grantee = 0";
    let found = query(session, PARAMETERS, &[])?;
    let found = found.iter().map(|row| Elsewhere {
        role: 0,
        owns: false,
        description: row.get::<_, Option<String>>(0).unwrap_or_default(),
    });
    Ok(found.collect())
}

fn members(session: &mut Session<'_>) -> Result<BTreeMap<(u32, u32), Membership>, VerifyError> {
    // Before 16 the member inherits or doesn't, and every member may become the role.
    let (inherit, set) = if session.version >= Version::V16 {
        ("inherit_option", "set_option")
    } else {
        ("m.rolinherit", "true")
    };
    let text = MEMBERS.replace("$inherit", inherit).replace("$set", set);
    let mut members: BTreeMap<(u32, u32), Membership> = BTreeMap::new();
    for row in query(session, &text, &[])? {
        let key = (row.get("roleid"), row.get("member"));
        let (inherits, sets): (bool, bool) = (row.get("inherits"), row.get("sets"));
        let (admin, grantor): (bool, u32) = (row.get("admin_option"), row.get("grantor"));
        let made_it = admin && !inherits && !sets && grantor == BOOTSTRAP;
        let membership = members.entry(key).or_default();
        membership.inherits |= inherits;
        membership.sets |= sets;
        membership.admin |= admin && !made_it;
        membership.made_it |= made_it;
        if !made_it {
            membership.grantors.push(grantor);
        }
    }
    for membership in members.values_mut() {
        membership.grantors.sort_unstable();
    }
    Ok(members)
}

pub(super) fn query(
    session: &mut Session<'_>,
    text: &str,
    parameters: &[&(dyn postgres::types::ToSql + Sync)],
) -> Result<Vec<Row>, VerifyError> {
    let rows = session.transaction.query(text, parameters);
    rows.map_err(|source| session.error(DOING, source))
}

fn privileges(row: &Row) -> Vec<Privilege> {
    let words: Vec<&str> = row.get("privileges");
    words.into_iter().filter_map(privilege).collect()
}

/// A privilege as the catalogs spell it; none of those that only parameters have.
pub(super) fn privilege(word: &str) -> Option<Privilege> {
    Some(match word {
        "SELECT" => Privilege::Select,
        "INSERT" => Privilege::Insert,
        "UPDATE" => Privilege::Update,
        "DELETE" => Privilege::Delete,
        "TRUNCATE" => Privilege::Truncate,
        "REFERENCES" => Privilege::References,
        "TRIGGER" => Privilege::Trigger,
        "MAINTAIN" => Privilege::Maintain,
        "USAGE" => Privilege::Usage,
        "EXECUTE" => Privilege::Execute,
        "CREATE" => Privilege::Create,
        "CONNECT" => Privilege::Connect,
        "TEMPORARY" => Privilege::Temporary,
        _ => return None,
    })
}
