import type { Ask } from '../measure';
import { balanceOf } from '../published/award_balance';
import { publicFigures } from '../counting/public-figures';
import type { Spending } from '../counting/read-public';
import { allocateBalances, type FundedService } from './allocate-balances';
import { forecastDemand, type Forecast } from './forecast-demand';

/** The forecast, and per coming quarter and service what stays unfunded. */
export interface FundedForecast {
	forecast: Forecast;
	funded: FundedService[];
	spending: Spending[];
}

/** Forecasts demand and pays it from what the awards have left at data end. */
export async function fundDemand(ask: Ask): Promise<FundedForecast> {
	const forecast = await forecastDemand(ask);
	const spending = (await publicFigures(ask)).spending.objects() as Spending[];
	const last = ask.facts.quarters.at(-1) ?? '';
	const balances = new Map(
		[...forecast.awards.values()].map((award) => {
			const { amount, spent, obligated } = balanceOf(award, last, spending);
			return [award.award, amount - spent - obligated];
		})
	);
	return { forecast, funded: allocateBalances(forecast, balances), spending };
}
