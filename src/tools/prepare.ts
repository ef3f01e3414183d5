// Part of the set-up: checks the knowledge base, trains the classifier and keeps both, so that the service starts at once.
import { join } from 'node:path';
import { loadInterpreter } from '../knowledge/interpreter.ts';
import { endOnKnowledgeError } from '../knowledge/problem.ts';

await loadInterpreter(join(import.meta.dirname, '../..')).catch(endOnKnowledgeError);
