export { statusOf } from './account';
export { readArchive, type ReadArchive } from './read-archive';
export {
	baseOf,
	recogniseNames,
	recogniseTable,
	standardOf,
	transformHeaders,
	type Recognised
} from './recognise';
export { takeSource } from './take-source';
export { readNote, trimArchive } from './trim-archive';
