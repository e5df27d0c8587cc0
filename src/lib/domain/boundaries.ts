/** The outline of one ZIP code: rings of degrees (WGS 84) as longitude, latitude, longitude, latitude …; holes are rings like others. */
export interface Area {
	zip: string;
	rings: number[][];
}

/** Outlines that the partnership supplied, one area for each ZIP code. */
export type Boundaries = readonly Area[];
