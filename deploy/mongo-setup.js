// Run by the `mongo-setup` service with mongosh: forms the replica set and makes Muster's user where they are not there yet.
try {
  rs.status();
} catch {
  // The first is preferred, so that what follows finds it in charge again after any restart.
  const members = ['mongo1', 'mongo2', 'mongo3'].map((name, n) => ({
    _id: n,
    host: `${name}:27017`,
    priority: n === 0 ? 2 : 1,
  }));
  rs.initiate({ _id: 'muster', members });
}
while (!db.hello().isWritablePrimary) sleep(500);
const admin = db.getSiblingDB('admin');
if (!admin.getUser('muster'))
  admin.createUser({
    user: 'muster',
    pwd: process.env.MONGO_PASSWORD,
    roles: [{ role: 'readWrite', db: 'muster' }],
  });
