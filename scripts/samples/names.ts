/** First and last names by background; every pairing is chance, and so are birth dates and numbers. */
export interface Names {
	female: string[];
	male: string[];
	last: string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const HISPANIC: Names = {
	female: words(`Maria Guadalupe Rosa Ana Veronica Claudia Patricia Leticia Adriana Gabriela Yesenia Karina
		Alejandra Monica Daniela Brenda Jessica Vanessa Cristina Lorena Diana Elizabeth Marisol Araceli Beatriz
		Carmen Dulce Esmeralda Fernanda Graciela Irma Jazmín Lucía Mónica Sofía`),
	male: words(
		`Jose Juan Luis Carlos Miguel Jorge Francisco Alejandro Eduardo Ricardo Daniel Hector Raul Sergio`
	),
	last: words(`Garcia Hernandez Martinez Lopez Gonzalez Rodriguez Perez Sanchez Ramirez Torres Flores Rivera
		Gomez Diaz Cruz Reyes Morales Ortiz Gutierrez Chavez Ramos Ruiz Alvarez Mendoza Vasquez Castillo Jimenez
		Moreno Romero Herrera Medina Aguilar Vargas Castro Guzman Mendez Salazar Soto Delgado Peña Rios Alvarado
		Sandoval Contreras Valdez Guerrero Estrada Ortega Nuñez Espinoza Rosales Zamora Ibarra Navarro Cervantes`)
};

const BLACK: Names = {
	female: words(`Latoya Tiffany Ebony Jasmine Keisha Tamika Danielle Monique Kiara Aaliyah Brianna Shanice
		Alicia Crystal Denise Erica Felicia Imani Janelle Kendra Nicole Raven Sade Tanisha Whitney Yolanda`),
	male: words(`Darnell Marcus Andre Terrence Jamal Malik Reginald Tyrone Isaiah Xavier Antoine Curtis`),
	last: words(`Williams Johnson Jackson Brown Jones Davis Robinson Harris Washington Lewis Walker Thomas Moore
		Taylor Carter Green Scott Mitchell Coleman Simmons Jenkins Brooks Howard Banks Bryant Alexander Griffin
		Hayes Gaines Booker D’Angelo Mosley Sykes Tate Vaughn Whitfield`)
};

const WHITE: Names = {
	female: words(`Jennifer Amanda Ashley Sarah Stephanie Melissa Heather Megan Rachel Amber Lauren Kelly
		Samantha Christina Emily Katherine Laura Erin Rebecca Tara Holly Bridget Colleen Zoë`),
	male: words(`Michael Christopher Matthew Joshua David James Robert Ryan Brian Kevin Sean Patrick Gary`),
	last: words(`Smith Miller Wilson Anderson Martin Thompson White Clark Hall Young King Wright Hill Baker Nelson
		Adams Campbell Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris O’Brien O’Connor
		O’Neill Murphy Cook Bell Bailey Cooper Richardson Cox Ward Peterson Gray Kelly Sanders`)
};

const ASIAN: Names = {
	female: words(
		`Thuy Linh Mai Lan Hoa Grace Jocelyn Marites Rowena Maricel Cherry Analyn Mei Xiu Soo Hana Lakshmi`
	),
	male: words(`Minh Tuan Duc Hung Ramon Rodel Jun Wei Jin Arjun Dennis Vinh`),
	last: words(`Nguyen Tran Le Pham Huynh Vo Santos Bautista Ocampo Villanueva Mercado Lim Chen Wong Kim Park Patel
		Domingo Pascual Manalo Truong Bui Dang`)
};

const REFUGEE: Names = {
	female:
		words(`Amina Fatuma Halima Hodan Khadija Sahra Zahra Asha Maryam Noor Rana Zainab Hiba Suad Dina Rasha
		Samira Nadia Ikram Ayan Fartun Ruqiya Ban Shahad`),
	male: words(`Abdi Mohamed Hassan Ahmed Yusuf Ali Omar Ibrahim Mustafa Karim Bashir Salam`),
	last: words(`Abdi Mohamed Hassan Ali Ahmed Warsame Farah Jama Osman Yusuf Nur Hussein Ibrahim Salah Haddad Yousif
		Hanna Toma Yaqo Kassab Gorgis Shamoun Barre Aden Isse Elmi Hersi Duale`)
};

/** The names that a person of this background may bear. */
export function namesOf(race: string, isRefugee: boolean): Names {
	if (isRefugee) return REFUGEE;
	if (race === 'hispanic' || race === 'multiple') return HISPANIC;
	if (race === 'black') return BLACK;
	return race === 'asian' || race === 'pacific_islander' ? ASIAN : WHITE;
}
