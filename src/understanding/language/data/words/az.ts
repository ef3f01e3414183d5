/** Azerbaijani: frequent words, to keep it apart from Turkish. */
export default `
mən sən o biz siz onlar mənə sənə ona bizə sizə onlara mənim sənin onun bizim bu o kim nə niyə necə harada hara haradan hansı neçə və ya amma çünki əgər üçün kimi qədər sonra əvvəl ilə də da var yox deyil bəli xeyr indi bu gün sabah dünən həftə ay il gün saat çox az yaxşı pis yeni köhnə böyük kiçik istəyirəm istəyir bilərəm bilmirəm bilirəm lazımdır axtarıram tapmaq almaq getmək gəldim gəlmişəm işləyirəm yaşayıram danışıram başa düşmürəm öyrənmək ödəmək kömək edin köməklik salam sağ olun təşəkkür zəhmət olmasa xahiş edirəm uşaq uşağım oğlum qızım həyat yoldaşım ailə ev kirayə iş pul həkim xəstəxana məktəb bağça kurs dil alman sənəd
`;
