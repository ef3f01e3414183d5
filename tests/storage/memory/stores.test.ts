import { memoryStores } from '../../../src/storage/memory/stores.ts';
import { storesContract } from '../../contracts/stores.ts';

storesContract(() => Promise.resolve(memoryStores()));
