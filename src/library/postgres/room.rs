//! The room: marks that the readers of the archive tell each other. The tables are in `schema`; who may change which rows
//! of them is the server's to see to.

use postgres::{Client, Transaction};

use super::trouble::Trouble;
use crate::library::archive::{Heard, Teller, Told};

/// Most marks that are heard at once.
const SOME: i64 = 500;

/// Held while marks are told, so that turns are in the order in which they are seen: "yuebao" and one.
const LOCK: i64 = 0x0079_7565_6261_6f01;

const LAST: &str = "SELECT coalesce(max(turn), 0) FROM yuebao.mark";

pub(super) fn id(client: &mut Client) -> Result<String, Trouble> {
    let row = client.query_one("SELECT id FROM yuebao.room", &[])?;
    Ok(row.get(0))
}

pub(super) fn tell(client: &mut Client, teller: &Teller, told: &[Told]) -> Result<(), Trouble> {
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    call(&mut transaction, teller)?;
    let uids: Vec<&str> = told.iter().map(|told| told.uid.as_str()).collect();
    let changed: Vec<i64> = told.iter().map(|told| told.changed).collect();
    let forms: Vec<Option<&str>> = told.iter().map(|told| told.form.as_deref()).collect();
    let sql = format!(
        "INSERT INTO yuebao.mark (reader, uid, turn, changed, form)
         SELECT $1, told.uid, ({LAST}) + told.n, told.changed, told.form
         FROM unnest($2::text[], $3::bigint[], $4::text[]) WITH ORDINALITY AS told (uid, changed, form, n)
         ON CONFLICT (reader, uid) DO UPDATE
             SET turn = excluded.turn, changed = excluded.changed, form = excluded.form
             WHERE mark.changed <= excluded.changed"
    );
    transaction.execute(&sql, &[&teller.id, &uids, &changed, &forms])?;
    Ok(transaction.commit()?)
}

/// Enters a reader. One who has another name tells all marks once more, for the name goes with them.
fn call(transaction: &mut Transaction<'_>, teller: &Teller) -> Result<(), Trouble> {
    let sql = "INSERT INTO yuebao.reader (id, name) VALUES ($1, $2)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE reader.name <> excluded.name";
    if transaction.execute(sql, &[&teller.id, &teller.name])? > 0 {
        again(transaction, &teller.id, "")?;
    }
    Ok(())
}

/// Gives all marks of a reader new turns, and does something else to them.
fn again(transaction: &mut Transaction<'_>, reader: &str, change: &str) -> Result<(), Trouble> {
    let sql = format!(
        "UPDATE yuebao.mark SET turn = ({LAST}) + told.n {change}
         FROM (SELECT uid, row_number() OVER (ORDER BY turn) AS n FROM yuebao.mark WHERE reader = $1) AS told
         WHERE mark.reader = $1 AND mark.uid = told.uid"
    );
    transaction.execute(&sql, &[&reader])?;
    Ok(())
}

pub(super) fn hear(client: &mut Client, own: &str, turn: i64) -> Result<Heard, Trouble> {
    // First how far it goes: what is told meanwhile comes after that.
    let last: i64 = client.query_one(LAST, &[])?.get(0);
    let sql = "SELECT m.reader, left(r.name, 1000), m.uid, m.changed,
            CASE WHEN octet_length(m.form) <= 1048576 THEN m.form END, m.turn
        FROM yuebao.mark m JOIN yuebao.reader r ON r.id = m.reader
        WHERE m.turn > $2 AND m.turn <= $3 AND m.reader <> $1
        ORDER BY m.turn LIMIT $4";
    let rows = client.query(sql, &[&own, &turn, &last, &SOME])?;
    let is_some = i64::try_from(rows.len()) == Ok(SOME);
    let far = rows.last().filter(|_| is_some);
    let mark = |row: &postgres::Row| {
        let teller = Teller {
            id: row.get(0),
            name: row.get(1),
        };
        let told = Told {
            uid: row.get(2),
            changed: row.get(3),
            form: row.get(4),
        };
        (teller, told)
    };
    Ok(Heard {
        turn: far.map_or(last, |row| row.get(5)),
        marks: rows.iter().map(mark).collect(),
        last,
    })
}

pub(super) fn leave(client: &mut Client, own: &str) -> Result<(), Trouble> {
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    again(&mut transaction, own, ", form = NULL")?;
    let sql = "UPDATE yuebao.reader SET name = '' WHERE id = $1";
    transaction.execute(sql, &[&own])?;
    Ok(transaction.commit()?)
}
