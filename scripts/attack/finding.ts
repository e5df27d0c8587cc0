/** Something that a tool reported, or that kept it from trying. */
export interface Finding {
	tool: string;
	/** Where: a method and an address, or a module of the tool. */
	place: string;
	/** The tool's own name for the kind of thing. */
	kind: string;
	what: string;
}
