/** Indonesian and Malay: frequent words. */
export default `
saya aku kamu anda dia kami kita mereka ini itu siapa apa kapan di mana dari mana ke mana bagaimana mengapa kenapa berapa yang mana dan atau tetapi tapi karena kalau jika untuk dengan tanpa dari ke pada di oleh sampai sejak tentang tidak bukan belum sudah ya juga hanya selalu tidak pernah mungkin sangat banyak sedikit lebih kurang sekarang hari ini besok kemarin minggu bulan tahun hari jam adalah ada akan bisa dapat mau ingin harus perlu tahu mencari cari menemukan mendapat pergi datang tinggal kerja bekerja bicara berbicara mengerti belajar bayar membayar terima kasih selamat pagi siang malam tolong maaf bantuan bantu anak suami istri keluarga rumah sewa uang dokter rumah sakit sekolah kursus bahasa jerman
`;
