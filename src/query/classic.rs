//! Queries for servers without RDF 1.2: reifiers of triple terms become classic reification.

use oxigraph::model::vocab::rdf;
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// Turns every `?r rdf:reifies <<( s p o )>>` into `?r rdf:subject s ; rdf:predicate p ; rdf:object o`.
pub fn classic(mut query: Query) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    rewrite(pattern);
    query
}

fn rewrite(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            *patterns = std::mem::take(patterns).into_iter().flat_map(triples).collect();
        }
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            rewrite(left);
            rewrite(right);
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            rewrite(left);
            rewrite(right);
            expression.iter_mut().for_each(within);
        }
        GraphPattern::Filter { expr, inner } => {
            within(expr);
            rewrite(inner);
        }
        GraphPattern::Extend { inner, expression, .. } => {
            within(expression);
            rewrite(inner);
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => rewrite(inner),
        // Paths, tables of values and what other servers are asked hold no reifiers of ours.
        _ => {}
    }
}

/// The patterns of EXISTS, alone or negated or joined with others.
fn within(expression: &mut Expression) {
    match expression {
        Expression::Exists(pattern) => rewrite(pattern),
        Expression::Not(inner) => within(inner),
        Expression::And(left, right) | Expression::Or(left, right) => {
            within(left);
            within(right);
        }
        _ => {}
    }
}

fn triples(pattern: TriplePattern) -> Vec<TriplePattern> {
    let reifies = NamedNodePattern::NamedNode(rdf::REIFIES.into_owned());
    match pattern {
        TriplePattern { subject, predicate, object: TermPattern::Triple(inner) } if predicate == reifies => {
            let predicate = match inner.predicate {
                NamedNodePattern::NamedNode(node) => node.into(),
                NamedNodePattern::Variable(variable) => variable.into(),
            };
            let parts: [(_, TermPattern); 3] =
                [(rdf::SUBJECT, inner.subject), (rdf::PREDICATE, predicate), (rdf::OBJECT, inner.object)];
            let part = |(predicate, object): (oxigraph::model::NamedNodeRef, _)| TriplePattern {
                subject: subject.clone(),
                predicate: predicate.into_owned().into(),
                object,
            };
            parts.into_iter().map(part).collect()
        }
        other => vec![other],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reifiers_become_three_triples_wherever_they_stand() -> Result<(), Box<dyn std::error::Error>> {
        let query = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT ?r WHERE { \
            ?r rdf:reifies <<( ?s ?p 1 )>> OPTIONAL { ?q rdf:reifies <<( ?s ?p ?o )>> } \
            FILTER NOT EXISTS { ?n rdf:reifies <<( ?s ?p ?o )>> } }";
        let text = classic(spargebra::SparqlParser::new().parse_query(query)?).to_string();
        assert!(!text.contains("reifies"), "{text}");
        assert_eq!(text.matches("ns#predicate> ?p").count(), 3, "{text}");
        Ok(())
    }
}
