//! When: the statements of a span of time.

use super::{Role, Statement};
use jiff::civil::Date;

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Period {
    /// Only what is dated on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<Date>,
    /// Only what is dated on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Date>,
}

impl Period {
    /// Whether the statement's own time, else the day its document is of, falls into the
    /// period. A month or a year does where any of its days does; what has no date never
    /// does, unless the period has no bounds.
    pub fn covers(&self, statement: &Statement, published: Option<&str>) -> bool {
        if self.from.is_none() && self.until.is_none() {
            return true;
        }
        let own = statement.args.iter().filter(|a| a.role == Role::Time).find_map(|a| a.value.as_deref());
        let own = own.or_else(|| statement.time_of_object());
        let Some(time) = own.and_then(calendar).or_else(|| published.and_then(calendar)) else {
            return false;
        };
        // ISO 8601 orders as text; only as much of a bound counts as the time tells.
        let bound = |date: Date| date.to_string().chars().take(time.len()).collect::<String>();
        self.from.is_none_or(|from| *time >= *bound(from))
            && self.until.is_none_or(|until| *time <= *bound(until))
    }
}

/// As much of a TIMEX3 value as names a year, a month or a day.
fn calendar(value: &str) -> Option<&str> {
    // "until 2019", "by Friday"
    let value = value.strip_prefix("../").unwrap_or(value);
    let digits = |part: Option<&str>| part.is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let month = value.get(4..5) == Some("-") && digits(value.get(5..7));
    let day = value.get(7..8) == Some("-") && digits(value.get(8..10));
    let length = match (month, day) {
        (true, true) => 10,
        (true, false) => 7,
        _ => 4,
    };
    let date = value.get(..length)?;
    digits(date.get(..4)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Extraction;

    #[test]
    fn a_year_falls_into_every_period_that_has_a_day_of_it() -> Result<(), Box<dyn std::error::Error>> {
        let all: Vec<Extraction> = serde_json::from_str(include_str!("../../tests/data/extractions.json"))?;
        let period = Period { from: Some("2024-05-03".parse()?), until: Some("2025-02-01".parse()?) };
        let covers = |value: &str, published: Option<&str>| {
            let mut statement = all[0].statements[0].clone();
            statement.args[0].value = Some(value.to_owned());
            period.covers(&statement, published)
        };
        for inside in ["../2024-06", "2024-05-03", "2024-05", "2024", "2025-02-01T09:00", "2025-W20", "2025"]
        {
            assert!(covers(inside, None), "{inside}");
        }
        for outside in ["2024-05-02", "2024-04", "2023", "2025-02-02", "2025-03", "P3D", "PRESENT_REF", ""] {
            assert!(!covers(outside, None), "{outside}");
        }
        assert!(covers("P3D", Some("2024-12-24")) && !covers("P3D", Some("2026-12-24")));
        Ok(())
    }
}
