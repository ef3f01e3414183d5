import { describe } from '@jest/globals';
import { openMemoryStores } from '../../../src/storage/sql/open.ts';
import { storesContract } from '../../contracts/stores.ts';

describe('SQLite in memory', () => storesContract(openMemoryStores));
