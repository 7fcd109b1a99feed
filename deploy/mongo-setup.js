// Run by the `mongo-setup` service with mongosh: forms the replica set and makes Muster's user where they are not there yet.
/* global db, rs, sleep, process */
try {
  rs.status();
} catch {
  const members = ['mongo1', 'mongo2', 'mongo3'].map((name, _id) => ({ _id, host: `${name}:27017` }));
  rs.initiate({ _id: 'muster', members });
}
while (!db.hello().isWritablePrimary) {
  // Another member was elected on an earlier start: it has the user already.
  if (db.hello().primary) process.exit(0);
  sleep(500);
}
const admin = db.getSiblingDB('admin');
if (!admin.getUser('muster'))
  admin.createUser({
    user: 'muster',
    pwd: process.env.MONGO_PASSWORD,
    roles: [{ role: 'readWrite', db: 'muster' }],
  });
