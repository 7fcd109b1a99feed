import { skillGroups, skills } from '../../shared/skills.ts';
import type { SkillLevel } from '../../shared/shapes.ts';
import { language } from '../language.ts';
import { SkillName, skillName } from '../parts/Names.tsx';
import { openWords } from '../words/open.ts';
import { sharedWords } from '../words/shared.ts';

const most = 20;
const levels = [1, 2, 3, 4, 5] as const;

/** Skills by group, each with how well; groups stay folded until they are wanted. */
export function SkillPicker({ chosen, onChoose }: { chosen: SkillLevel[]; onChoose: (chosen: SkillLevel[]) => void }) {
  const words = openWords().joining;
  const set = (code: string, level: number | null): void => {
    const others = chosen.filter((skill) => skill.code !== code);
    onChoose(level === null ? others : chosen.map((skill) => (skill.code === code ? { code, level } : skill)));
  };
  return (
    <fieldset class="stack tight">
      <legend class="label">
        {words.skills} {chosen.length > 0 && <span class="tag full">{words.chosen(chosen.length)}</span>}
      </legend>
      <p class="hint">{words.skillsHint}</p>
      {skillGroups.map((group) => {
        const inGroup = [...skills.values()].filter(({ groupCode }) => groupCode === group.code);
        const count = inGroup.filter(({ code }) => chosen.some((skill) => skill.code === code)).length;
        return (
          <details key={group.code} class="fold">
            <summary>
              {group[language.value === 'zh' ? 'zh-CN' : 'en']}{' '}
              {count > 0 && <span class="tag full">{words.chosen(count)}</span>}
            </summary>
            <ul>
              {inGroup.map(({ code, credentialed }) => {
                const held = chosen.find((skill) => skill.code === code);
                return (
                  <li key={code} class="skill">
                    <label>
                      <input
                        type="checkbox"
                        checked={held !== undefined}
                        disabled={!held && chosen.length >= most}
                        onChange={(event) =>
                          event.currentTarget.checked ? onChoose([...chosen, { code, level: 2 }]) : set(code, null)
                        }
                      />
                      <span>
                        <SkillName code={code} />
                        {credentialed && <small class="soft"> · {words.credentialed}</small>}
                      </span>
                    </label>
                    {held && (
                      <select
                        class="input short"
                        aria-label={words.level(skillName(code))}
                        value={held.level}
                        onChange={(event) => set(code, Number(event.currentTarget.value))}
                      >
                        {levels.map((level) => (
                          <option key={level} value={level}>
                            {sharedWords().level[level]}
                          </option>
                        ))}
                      </select>
                    )}
                  </li>
                );
              })}
            </ul>
          </details>
        );
      })}
    </fieldset>
  );
}
