//! Stories about the same, and stories of the same text.

use postgres::types::Type;
use postgres::{Client, Row, Transaction};

use super::hits::{At, hits};
use super::schema::number;
use super::trouble::Trouble;
use super::words::Sought;
use crate::edition::{Edition, Story};
use crate::library::archive::{Document, Hit, Which, documents, telling_terms};
use crate::library::packed::unpack;
use crate::library::query::Query;

/// Most terms that are asked for.
const TERMS: usize = 30;

/// Stories that share the rarest pairs and words of a story, the likest first.
pub(super) fn alike(client: &mut Client, which: &Which, limit: usize) -> Result<Vec<Hit>, Trouble> {
    let mut transaction = client.transaction()?;
    let Some((own, document)) = own(&mut transaction, which)? else {
        return Ok(Vec::new());
    };
    let terms = telling_terms(&document.text, &document.head);
    let weighed = weighed(&mut transaction, terms)?;
    let found = sharing(&mut transaction, own, weighed, limit)?;
    hits(&mut transaction, &found, &Query::default())
}

/// A story and what is searched of it.
fn own(
    transaction: &mut Transaction<'_>,
    which: &Which,
) -> Result<Option<(At, Document)>, Trouble> {
    let story = i32::try_from(which.story).unwrap_or(i32::MAX);
    let row = transaction.query_typed_opt(
        "SELECT s.shard, s.edition, s.idx, s.body FROM yuebao.edition e
         JOIN yuebao.story s ON s.shard = e.shard AND s.edition = e.id WHERE e.id = $1 AND s.idx = $2",
        &[(&number(&which.edition), Type::INT8), (&story, Type::INT4)],
    )?;
    let Some(row) = row else {
        return Ok(None);
    };
    let story: Story = unpack(row.get(3))?;
    let alone = Edition {
        stories: vec![story],
        ..Edition::default()
    };
    let document = documents(&which.edition, &alone).next();
    Ok(document.map(|document| (At::of(&row, 0), document)))
}

/// Terms as they are asked for: each a pair or a lexeme.
fn asked(terms: &[(String, f32)]) -> (Vec<Option<i32>>, Vec<Option<String>>) {
    let asked = terms.iter().map(|(text, _)| {
        let sought = Sought::token(text);
        (sought.pairs.first().copied(), sought.query())
    });
    asked.unzip()
}

/// The rarest of some terms that stand in another story too, with how much they tell.
fn weighed(
    transaction: &mut Transaction<'_>,
    terms: Vec<(String, f32)>,
) -> Result<Vec<(String, f32)>, Trouble> {
    let (pairs, lexemes) = asked(&terms);
    let rows = transaction.query_typed(
        "SELECT (SELECT coalesce(sum(stories), 0) FROM yuebao.edition),
                CASE WHEN t.pair IS NULL
                    THEN (SELECT count(*) FROM yuebao.story s WHERE s.words @@ t.lexeme::tsquery)
                    ELSE (SELECT count(*) FROM yuebao.story s WHERE s.pairs @> ARRAY[t.pair]) END
         FROM unnest($1::int4[], $2::text[]) WITH ORDINALITY AS t (pair, lexeme, n) ORDER BY t.n",
        &[(&pairs, Type::INT4_ARRAY), (&lexemes, Type::TEXT_ARRAY)],
    )?;
    let mut weighed = Vec::new();
    for ((text, worth), row) in terms.into_iter().zip(rows) {
        let (stories, holding) = (row.get::<_, i64>(0) as f32, row.get::<_, i64>(1) as f32);
        if holding > 1.0 && holding < stories / 4.0 + 2.0 {
            weighed.push((text, worth * (1.0 + stories / holding).ln()));
        }
    }
    weighed.sort_by(|(one, a), (other, b)| b.total_cmp(a).then_with(|| one.cmp(other)));
    weighed.truncate(TERMS);
    Ok(weighed)
}

/// The stories that share the most of some terms with one; their share of all the weight.
fn sharing(
    transaction: &mut Transaction<'_>,
    own: At,
    terms: Vec<(String, f32)>,
    limit: usize,
) -> Result<Vec<(At, f64)>, Trouble> {
    let all: f64 = terms.iter().map(|(_, weight)| f64::from(*weight)).sum();
    let (pairs, lexemes) = asked(&terms);
    let weights: Vec<f32> = terms.iter().map(|(_, weight)| *weight).collect();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = transaction.query_typed(
        "SELECT s.shard, s.edition, s.idx, sum(t.weight)::float8
         FROM unnest($1::int4[], $2::text[], $3::float4[]) AS t (pair, lexeme, weight)
         CROSS JOIN LATERAL (
             SELECT p.shard, p.edition, p.idx, p.rank FROM yuebao.story p WHERE p.pairs @> ARRAY[t.pair]
             UNION ALL
             SELECT w.shard, w.edition, w.idx, w.rank FROM yuebao.story w WHERE w.words @@ t.lexeme::tsquery
         ) s
         WHERE NOT (s.edition = $4 AND s.idx = $5)
         GROUP BY s.shard, s.edition, s.idx, s.rank ORDER BY 4 DESC, s.rank DESC, s.edition, s.idx LIMIT $6",
        &[
            (&pairs, Type::INT4_ARRAY),
            (&lexemes, Type::TEXT_ARRAY),
            (&weights, Type::FLOAT4_ARRAY),
            (&own.edition, Type::INT8),
            (&own.idx, Type::INT4),
            (&limit, Type::INT8),
        ],
    )?;
    let share = |row: &Row| (row.get::<_, f64>(3) / all * 1000.0).round() / 1000.0;
    Ok(rows
        .iter()
        .map(|row| (At::of(row, 0), share(row)))
        .collect())
}

/// Stories of the same text, the oldest first.
pub(super) fn same(client: &mut Client, which: &Which) -> Result<Vec<Hit>, Trouble> {
    let mut transaction = client.transaction()?;
    let story = i32::try_from(which.story).unwrap_or(i32::MAX);
    let rows = transaction.query_typed(
        "SELECT o.shard, o.edition, o.idx FROM yuebao.edition e
         JOIN yuebao.story s ON s.shard = e.shard AND s.edition = e.id
         JOIN yuebao.story o ON o.print = s.print AND NOT (o.edition = s.edition AND o.idx = s.idx)
         JOIN yuebao.edition oe ON oe.shard = o.shard AND oe.id = o.edition
         WHERE e.id = $1 AND s.idx = $2 ORDER BY oe.day, oe.turn, oe.id, o.idx LIMIT 200",
        &[(&number(&which.edition), Type::INT8), (&story, Type::INT4)],
    )?;
    let found: Vec<(At, f64)> = rows.iter().map(|row| (At::of(row, 0), 1.0)).collect();
    hits(&mut transaction, &found, &Query::default())
}
