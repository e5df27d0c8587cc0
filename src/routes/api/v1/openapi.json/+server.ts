import { json } from '@sveltejs/kit';
import { measures } from '$lib/server/measures';
import { version } from '../../../../../package.json';
import { describeApi } from './describe-api';
import type { RequestHandler } from './$types';

/** The description of this interface. */
export const GET: RequestHandler = () =>
	json(
		describeApi(
			measures().map(({ id }) => id),
			version
		)
	);
