//! The SDKs that judge in processes of their own.

use fin_tests::{
    protocol::{Answer, Case, Outcome},
    random::Random,
    runner::{Language, Runner},
    toolchain::Failure,
};
use std::thread;

/// Which ones, and how many processes of each: the slower the language, the more.
const PEERS: [(Language, usize); 2] = [(Language::TypeScript, 1), (Language::Python, 1)];

/// The running processes.
pub struct Peers {
    runners: Vec<(Language, Vec<Runner>)>,
}

/// A payload as it is sent.
pub struct Question {
    /// The number of the payload in its batch.
    of: usize,
    seed: u64,
    line: String,
}

/// The questions of a batch; a payload that is not UTF-8 cannot be sent.
pub fn questions(batch: &[(u64, Random)]) -> Vec<Question> {
    let question = |(of, (seed, random)): (usize, &(u64, Random))| {
        let Random { schema, payload, context, options } = random.clone();
        let case = Case { id: (*seed).into(), schema: schema.to_owned(), payload, context, options };
        Some(Question { of, seed: *seed, line: case.line()? })
    };
    batch.iter().enumerate().filter_map(question).collect()
}

/// The answers of the languages, in the order of the questions.
pub type Answers = Vec<(Language, Vec<String>)>;

impl Peers {
    /// Starts them.
    pub fn start() -> Result<Peers, Failure> {
        let start = |(language, count)| {
            let runners = (0..count).map(|_| Runner::of(language)).collect::<Result<Vec<_>, _>>()?;
            Ok((language, runners))
        };
        Ok(Peers { runners: PEERS.into_iter().map(start).collect::<Result<_, Failure>>()? })
    }

    /// Asks all of them at once, each process a part of the questions.
    pub fn ask(&mut self, questions: &[Question]) -> Result<Answers, Failure> {
        thread::scope(|scope| {
            let mut asked = Vec::new();
            for (language, runners) in &mut self.runners {
                let part = questions.len().div_ceil(runners.len()).max(1);
                let parts = runners.iter_mut().zip(questions.chunks(part));
                let threads = parts.map(|(runner, part)| {
                    let lines: Vec<String> = part.iter().map(|question| question.line.clone()).collect();
                    scope.spawn(move || runner.ask(&lines))
                });
                asked.push((*language, threads.collect::<Vec<_>>()));
            }
            let join = |(language, threads): (Language, Vec<thread::ScopedJoinHandle<_>>)| {
                let answers: Result<Vec<Vec<String>>, Failure> =
                    threads.into_iter().map(|thread| thread.join().unwrap()).collect();
                Ok((language, answers?.concat()))
            };
            asked.into_iter().map(join).collect()
        })
    }

    /// Ends them.
    pub fn close(self) -> Result<(), Failure> {
        self.runners.into_iter().flat_map(|(_, runners)| runners).try_for_each(Runner::close)
    }
}

/// The first answer that is not the model's: the seed of its payload and the difference in words.
pub fn difference(questions: &[Question], model: &[Outcome], answers: Answers) -> Option<(u64, String)> {
    for (language, answers) in answers {
        assert_eq!(answers.len(), questions.len());
        for (question, answer) in questions.iter().zip(answers) {
            let expected = &model[question.of];
            if !is_answer(question.seed, expected, &answer) {
                let name = language.name();
                let expected = format!("the model says\n{expected:#?}\n{name} says\n{answer}");
                let again = format!("tests/runners/{name}/run reads\n{}", question.line);
                return Some((question.seed, format!("{expected}\n{again}")));
            }
        }
    }
    None
}

/// Whether a runner's answer is the expected one, to the byte.
fn is_answer(seed: u64, expected: &Outcome, answer: &str) -> bool {
    // Of more issues than are kept only the verdict is promised.
    if expected.truncated {
        return serde_json::from_str::<Outcome>(answer).is_ok_and(|found| !found.valid && found.truncated);
    }
    Answer::Outcome { id: seed.into(), outcome: expected.clone() }.line() == answer
}
