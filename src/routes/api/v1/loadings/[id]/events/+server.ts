import { watchLoading, type LoadingView } from '$lib/server/intake';
import { answering } from '../../../../problem';
import { ownLoading, publicLoading } from '../../own-loading';
import type { RequestHandler } from './$types';

/** Between two signs of life where nothing changes, so that nothing on the way closes the line. */
const SIGN_OF_LIFE_MS = 15_000;

/** Tells of each change of a loading as it happens (server-sent events, HTML standard), and ends with it. */
export const GET: RequestHandler = ({ params, locals }) =>
	answering(async () => {
		const first = ownLoading(locals, params.id);
		let leave = () => undefined as void;
		const body = new ReadableStream<string>({
			start(controller) {
				const tell = (view: LoadingView) => {
					controller.enqueue(`data: ${JSON.stringify(publicLoading(view))}\n\n`);
					if (view.phase === 'waiting' || view.phase === 'working') return;
					leave();
					controller.close();
				};
				const signs = setInterval(() => controller.enqueue(': still here\n\n'), SIGN_OF_LIFE_MS);
				const unwatch = watchLoading(locals.warehouse, params.id, tell);
				leave = () => {
					clearInterval(signs);
					unwatch();
				};
				tell(first);
			},
			cancel: () => leave()
		});
		return new Response(body.pipeThrough(new TextEncoderStream()), {
			headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
		});
	});
