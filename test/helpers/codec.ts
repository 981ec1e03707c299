/** The codec of records, for tests of rooms that are handed one. */
export { codec } from '../../source/process/codec.js';
