import { openMongoStore, type MongoStore } from '../server/store/mongo.ts';
import { mongoOrSkip, type TestMongo } from './support/mongo-server.ts';
import { storeContract } from './support/store-contract.ts';

describe('the MongoDB store', () => {
  let mongo: TestMongo;
  let uri: string;
  let store: MongoStore;
  before(async function () {
    mongo = await mongoOrSkip(this);
  });
  beforeEach(async () => {
    uri = mongo.freshUri();
    store = await openMongoStore(uri);
  });
  afterEach(async () => {
    await store.close();
    await mongo.drop(uri);
  });

  storeContract({
    store: () => store,
    async reopen() {
      await store.close();
      store = await openMongoStore(uri);
      return store;
    },
  });
});
