/** Finnish: frequent words. */
export default `
minä sinä hän me te he mä sä minun sinun hänen meidän tämä tuo se nämä kuka mikä mitä missä mistä mihin milloin miten miksi kuinka paljon ja tai mutta koska jos että kun ei en et emme joo kyllä myös vain aina koskaan ehkä hyvin paljon vähän nyt tänään huomenna eilen viikko kuukausi vuosi päivä olen olet on olemme ovat oli olla minulla on voin voi haluan haluaa tarvitsen täytyy pitää tiedän etsin löytää saada mennä tulin asun työskentelen puhun ymmärrän oppia maksaa kiitos hei moi anteeksi ole hyvä apua auttaa lapsi lapset poika tytär vaimo mies perhe asunto työ raha lääkäri sairaala koulu kurssi kieli saksa
`;
