import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { drawing } from './simulate/drawing.ts';
import type { Measures } from './simulate/measures.ts';
import { parameters } from './simulate/people.ts';
import { policyNames, type PolicyName } from './simulate/policies.ts';
import { run } from './simulate/run.ts';
import { sceneOf, usualLevel } from './simulate/scene.ts';
import { pairedLines, tableLines } from './simulate/table.ts';

/** `npm run simulate`: compares ways to ask people, on the real rules and simulated people. */

const usage = `npm run simulate -- --scenario typhoon|wuhan2020|nyc311-elsa|FILE [--policy nearest|greedy|blast|ours|all]
    [--seed WORD] [--runs N] [--yes CHANCE] [--people LEVEL] [--data DIR] [--out FILE.svg]
    plays the scenario N times with each policy, every time with other people, and prints what came of it
    --yes   the middle person's chance of a yes, ${parameters.middleYes} without
    --people  of a stream: how often over those on duty could fill what waits at once, ${usualLevel} without
    --data  where the two dated streams lie, ../shared/data without
    --out   draws the table`;

try {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      policy: { type: 'string', default: 'all' },
      seed: { type: 'string', default: 'muster' },
      runs: { type: 'string', default: '1' },
      yes: { type: 'string', default: String(parameters.middleYes) },
      people: { type: 'string', default: String(usualLevel) },
      data: { type: 'string', default: '../shared/data' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(usage);
  else {
    if (values.scenario === undefined) throw new Error(`--scenario is needed.\n${usage}`);
    const policies = policyNames.filter((name) => values.policy === 'all' || values.policy === name);
    if (policies.length === 0)
      throw new Error(`--policy is ${values.policy}; accepted: ${policyNames.join(', ')} or all`);
    const runs = Number(values.runs);
    if (!(Number.isInteger(runs) && runs >= 1 && runs <= 1000))
      throw new Error(`--runs is ${values.runs}; accepted: a whole number from 1 to 1000`);
    const middleYes = Number(values.yes);
    if (!(middleYes > 0 && middleYes < 1)) throw new Error(`--yes is ${values.yes}; accepted: between 0 and 1`);
    const level = Number(values.people);
    if (!(level >= 0 && level <= 20)) throw new Error(`--people is ${values.people}; accepted: between 0 and 20`);
    const found = new Map<PolicyName, Measures[]>(policies.map((name) => [name, []]));
    for (let nth = 1; nth <= runs; nth += 1) {
      const seed = `${values.seed}-${nth}`;
      const scene = await sceneOf(values.scenario, seed, values.data, level);
      for (const policy of policies) {
        const startedAt = performance.now();
        found.get(policy)!.push(await run(scene, { policy, seed, middleYes }));
        const seconds = Math.round((performance.now() - startedAt) / 1000);
        console.error(`${policy}, run ${nth} of ${runs}: ${seconds} s`);
      }
    }
    const title = `${values.scenario}, seed ${values.seed}, ${runs === 1 ? 'one run' : `${runs} runs`}`;
    console.log([title, ...tableLines(found), ...pairedLines(found)].join('\n'));
    if (values.out !== undefined) await writeFile(values.out, drawing(title, found));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
