/** Tagalog: frequent words. */
export default `
ako ikaw ka siya kami tayo kayo sila ko mo niya namin natin ninyo nila akin iyo kaniya ito iyan iyon dito diyan doon sino ano kailan saan paano bakit magkano ilan alin at o pero dahil kung na ng nang sa ang mga si ni kay para hindi huwag oo opo wala may mayroon meron lang din rin pa na po ba kasi ngayon bukas kahapon araw linggo buwan taon oras gusto kailangan pwede puwede alam hanap naghahanap makahanap makuha pumunta dumating nakatira nagtatrabaho trabaho magsalita naiintindihan matuto magbayad salamat kumusta magandang umaga tulong tulungan anak asawa pamilya bahay upa pera doktor ospital eskwelahan kurso wika aleman
`;
