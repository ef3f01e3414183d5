/** Kurdish (Kurmanji, Latin letters); forms without circumflex and cedilla are derived when the list is read. */
export default `
ez tu ew em hûn min te wî wê me we wan xwe ev eva ewa vê vî kî kê çi ci çawa çima kengî kengê kîjan çend çiqas ku li ku derê li kur
û an yan lê belê ji ber ku eger heke jî ne na no erê belkî her hemû hemî gelek pir hindik kêm zêde tenê hîn hê nuha niha îro sibe sibê duh hefte meh sal roj saet sibeh êvar şev duşem sêşem çarşem pêncşem în şemî yekşem
li di de da ji bi bo ser bin ber nav nêzîk dûr heta piştî berî bê bêyî
im î e in bûm bû bûn heye nîne tune tuneye hebû ez im dixwazim dixwaze dixwazin dikarim dikare dikarin nikarim divê pêwîst pêwîstî pêdivî hewce lazim dizanim nizanim zanim digerim bigerim bibînim dîtin diçim biçim hatim hatin hatime tê têm dikim bikim dike kir kirin çêkirin dixebitim kar dikim dijîm dimînim diaxivim biaxivim fêr fêrbûn hîn bibim fahm nakim têdigihîjim didim bidim dide bidin got dibêje bêje pirs dipirsim li bendê me alîkarî alikarî alîkariya arîkarî alîkariyê bike bikin qeyd tomar navê min winda kir ditirsim diêşe lêdide
silav slav rojbaş roj baş êvar baş şev baş spas sipas gelek spas ji kerema xwe kerem bike bibore bi xatirê te baş baş e başe
baş xirab nû kevn mezin biçûk hêsan zehmet belaş erzan biha lezgîn nexweş nexweşim ducanî bi tenê zewicî yekem dawî girîng
mirov jin mêr zarok zarokên zaroka zarokan kur kurê keç keça pitik hevjîn mêrê jina dayik dê bav dayê kek bira xwişk xuşk heval malbat malbata cîran
mal xanî kirê kirêya ode xwediyê kar karê meaş pere perê bank hesab name kaxez kaxiz belge pasaport îqame rûniştin vîze buro daîre form peyman deyn sîgorta bijîşk doktor diran nexweşxane dermanxane tenduristî derman dibistan dibistanê baxçe mamoste kurs kursa kursê ziman zimanê almanî almanyayê almanya kurdî kurmancî îngilîzî ezmûn dîploma zanîngeh perwerde pîşe ajotinê erebe tirimbêl trên bilêt kolan bajar bajarê welat xwarin av pirsgirêk bersiv şîret randevû parêzer polîs xeter hemwelatî penaber penaberî bêkar
`;
