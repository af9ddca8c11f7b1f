/** The one door to the generated code (`npm run generate`). */
export * from '../generated/warbler/client/v1/content_pb.js';
export * from '../generated/warbler/client/v1/errors_pb.js';
export * from '../generated/warbler/client/v1/frames_pb.js';
export * from '../generated/warbler/client/v1/groups_pb.js';
