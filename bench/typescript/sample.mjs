/**
 * Times contenders in turns and compares medians: what else the machine does hits all of them alike.
 * Each contender is a function of no argument; the first is what the others are compared with.
 */
export function sample(contenders, { rounds = 300, batch = 200 } = {}) {
  const names = Object.keys(contenders);
  const times = new Map(names.map((name) => [name, []]));
  const run = (name) => {
    const contender = contenders[name];
    const start = process.hrtime.bigint();
    for (let i = 0; i < batch; i++) contender();
    return Number(process.hrtime.bigint() - start) / batch;
  };
  for (let round = -rounds / 3; round < rounds; round++) {
    // Each round begins with another one, so that none always follows the same.
    const from = Math.abs(Math.trunc(round)) % names.length;
    const turn = [...names.slice(from), ...names.slice(0, from)].map((name) => [name, run(name)]);
    if (round >= 0) for (const [name, time] of turn) times.get(name).push(time);
  }
  const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
  const base = times.get(names[0]);
  return names.map((name) => ({
    name,
    nanoseconds: median(times.get(name)),
    ratio: median(times.get(name).map((time, round) => time / base[round])),
  }));
}
