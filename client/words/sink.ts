import { either } from './format.ts';
import { sink as en } from './sink.en.ts';
import { sink as zh } from './sink.zh.ts';

export const sinkWords = either(en, zh);
