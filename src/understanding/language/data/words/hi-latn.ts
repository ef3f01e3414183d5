/** Hindi and Urdu in Latin letters. */
export default `
main mein hum tum aap woh wo yeh ye iss uss mujhe muje hamein humein tumhe aapko usse unhe mera meri mere hamara hamari hamare tumhara aapka aapki apna apni apne kaun kon kya kyun kyu kyon kaise kese kaisa kahan kaha kidhar kab kitna kitni kitne kaunsa konsa jo jis jab jahan
hai hain hoon hu hun ho tha thi thay hoga hogi ga gi ge nahi nahin nai nhi na haan han ji aur ya lekin magar agar to ki kyunki kyonki bhi hi sirf bahut bohot bohat zyada ziyada kam thoda thora sab kuch koi har dusra phir fir abhi ab aaj kal parso hafta mahina mahine saal din raat subah shaam ghanta
ka ki ke ko se par pe tak liye ke liye saath sath bina baad pehle andar bahar upar neeche paas taraf bare baare
chahiye chahie chaiye chahta chahti chahte sakta sakti sakte karna karta karti karo karein kijiye kar kiya raha rahi rahe milna mile milega milta mila mil jana jata gaya gayi gaye aana aaya aayi dena diya dijiye lena liya lun maloom pata seekhna sikhna seekhni bolna bolta baat samajh samjha rehta rehte rahta kaam zaroorat jarurat dhund dhundh talash dakhila darkhwast madad kijiye karni ada bata batao bataiye bataye
salam assalamualaikum namaste namaskar shukriya shukria dhanyavad meherbani maaf khuda hafiz theek thik achha accha acha achi bura naya nayi purana bada bara chota chhota aasan mushkil muft sasta mehnga zaroori zaruri bimar beemar hamla akela akeli
aadmi aurat bacha bachcha bache bachon beta beti shohar biwi pati patni maa baap papa bhai behan dost yaar khandan parivar ghar makan kiraya kamra naukri nokri tankhwah paise paisa paison kagaz kagzaat daftar dawai dawa zaban zuban bhasha angrezi shehar mulk desh khana pani masla sawal jawab vakeel panah
`;
