//! Which rules run, how grave what they find is, and the numbers that they go by.

use super::rule::{Rule, Severity};

/// The settings of a check.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    severities: [Option<Severity>; Rule::ALL.len()],
    /// The most visible characters of a side before it is too long.
    pub longest: u32,
    /// How many standard deviations the lengths of a pair may lie from those of the others.
    pub length_deviation: f64,
    /// Of how many pairs a run must be, to be told as shifted.
    pub window: usize,
}

impl Default for Settings {
    /// All rules, each as grave as it is by itself.
    fn default() -> Self {
        Self {
            severities: Rule::ALL.map(|rule| Some(rule.severity())),
            longest: 1000,
            length_deviation: 4.0,
            window: 5,
        }
    }
}

impl Settings {
    /// Returns how grave what a rule finds is; `None` if it is switched off.
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        self.severities[rule as usize]
    }

    /// Sets how grave what a rule finds is; `None` switches it off.
    pub fn set(&mut self, rule: Rule, severity: Option<Severity>) {
        self.severities[rule as usize] = severity;
    }

    /// Switches all rules off but these.
    pub fn only(&mut self, rules: &[Rule]) {
        for rule in Rule::ALL {
            if !rules.contains(&rule) {
                self.set(rule, None);
            }
        }
    }
}

impl Settings {
    /// Changes the settings as a file in TOML says: numbers by their names, and under `rules` a severity or `off` for each rule.
    ///
    /// # Errors
    ///
    /// What is wrong with the file; nothing is changed then.
    pub fn apply(&mut self, file: &str) -> Result<(), String> {
        let table: toml::Table = file
            .parse()
            .map_err(|error: toml::de::Error| error.to_string().trim_end().to_owned())?;
        let mut settings = self.clone();
        for (name, value) in &table {
            match name.as_str() {
                "rules" => settings.apply_rules(value)?,
                "longest" => settings.longest = whole(name, value, 1, u32::MAX)?,
                "window" => settings.window = whole(name, value, 3, 50)? as usize,
                "length-deviation" => settings.length_deviation = positive(name, value)?,
                _ => {
                    return Err(format!(
                        "{name:?} is no setting; there are longest, length-deviation, window and [rules]"
                    ));
                }
            }
        }
        *self = settings;
        Ok(())
    }

    fn apply_rules(&mut self, value: &toml::Value) -> Result<(), String> {
        let rules = value
            .as_table()
            .ok_or("rules is no table: write [rules], and the rules below it")?;
        for (name, value) in rules {
            let rule: Rule = name
                .parse()
                .map_err(|()| format!("{name:?} is the name of no rule"))?;
            let said = value.as_str().unwrap_or_default();
            let severity = match said {
                "off" => None,
                said => Some(said.parse().map_err(|()| {
                    format!("{name}: \"off\", \"note\", \"warning\" or \"error\" is needed")
                })?),
            };
            self.set(rule, severity);
        }
        Ok(())
    }
}

fn whole(name: &str, value: &toml::Value, least: u32, most: u32) -> Result<u32, String> {
    let number = value
        .as_integer()
        .and_then(|number| u32::try_from(number).ok());
    number
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| format!("{name}: a whole number from {least} to {most} is needed"))
}

fn positive(name: &str, value: &toml::Value) -> Result<f64, String> {
    let number = value
        .as_float()
        .or_else(|| value.as_integer().map(|number| number as f64));
    number
        .filter(|number| number.is_finite() && *number > 0.0)
        .ok_or_else(|| format!("{name}: a number above 0 is needed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tunes_and_switches_rules() {
        let mut settings = Settings::default();
        let file = "longest = 80\nlength-deviation = 4\nwindow = 8\n[rules]\ntatweel = \"off\"\nnumbers = \"error\"\n";
        assert_eq!(settings.apply(file), Ok(()));
        assert_eq!(
            (settings.longest, settings.length_deviation, settings.window),
            (80, 4.0, 8)
        );
        assert_eq!(settings.severity(Rule::Tatweel), None);
        assert_eq!(settings.severity(Rule::Numbers), Some(Severity::Error));
        assert_eq!(
            settings.severity(Rule::Quotes),
            Some(Rule::Quotes.severity())
        );
    }

    #[test]
    fn what_a_file_may_not_say_is_told_and_changes_nothing() {
        for (file, says) in [
            ("longst = 3", "no setting"),
            ("longest = -3", "whole number"),
            ("longest = \"3\"", "whole number"),
            ("window = 1", "from 3"),
            ("length-deviation = nan", "above 0"),
            ("rules = 3", "no table"),
            ("longest = 3\n[rules]\nnumber = \"off\"", "no rule"),
            ("[rules]\nnumbers = \"fatal\"", "is needed"),
            ("[rules]\nnumbers = 3", "is needed"),
            ("longest", "TOML"),
        ] {
            let mut settings = Settings::default();
            let error = settings.apply(file).expect_err(file);
            assert!(error.contains(says), "{file}: {error}");
            assert_eq!(settings, Settings::default());
        }
    }
}
