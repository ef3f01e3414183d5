/** Lithuanian: frequent words. */
export default `
aš tu jis ji mes jūs jie mane tave mano tavo jo jos mūsų šis ši tas ta kas ką kur iš kur kada kaip kodėl kiek kuris ir arba bet nes jei kad ne taip taip pat tik visada niekada gal labai daug mažai dabar šiandien rytoj vakar savaitė mėnuo metai diena esu esi yra esame buvo būti turiu turi galiu gali noriu nori reikia žinau ieškau rasti gauti eiti atvykau gyvenu dirbu kalbu suprantu mokytis mokėti kainuoja ačiū labas sveiki prašau atsiprašau pagalba padėti vaikas vaikai sūnus dukra žmona vyras šeima butas darbas pinigai gydytojas ligoninė mokykla kursai kalba vokiečių
`;
