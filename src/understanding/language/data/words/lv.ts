/** Latvian: frequent words. */
export default `
es tu viņš viņa mēs jūs viņi mani tevi mans mana tavs mūsu šis šī tas tā kas ko kur no kurienes kad kā kāpēc cik kurš un vai bet jo ja ka ne jā arī tikai vienmēr nekad varbūt ļoti daudz maz tagad šodien rīt vakar nedēļa mēnesis gads diena esmu esi ir esam bija būt man ir varu var gribu grib vajag zinu meklēju atrast dabūt iet atbraucu dzīvoju strādāju runāju saprotu mācīties maksāt maksā paldies sveiki labdien lūdzu atvainojiet palīdzība palīdzēt bērns bērni dēls meita sieva vīrs ģimene dzīvoklis darbs nauda ārsts slimnīca skola kursi valoda vācu
`;
