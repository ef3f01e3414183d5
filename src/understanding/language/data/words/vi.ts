/** Vietnamese: everyday words; forms without marks are derived when the list is read. */
export default `
tôi mình bạn anh chị em ông bà nó chúng ta họ con cháu cô chú của này kia đó đây ai gì cái nào khi nào bao giờ đâu ở đâu thế như thế nào làm sao tại sao vì sao bao nhiêu mấy
và hoặc hay nhưng vì nếu thì mà để cho không chưa có là được bị đã đang sẽ rồi cũng còn chỉ rất nhiều ít hơn nhất quá lắm bây giờ ngay hôm nay ngày mai hôm qua tuần tháng năm ngày giờ sáng chiều tối đêm thứ hai chủ nhật
với từ đến trong ngoài trên dưới trước sau giữa gần xa về theo bằng qua
muốn cần phải biết tìm kiếm thấy nhận đi đến về làm sống nói hiểu học trả mất tiền giúp giúp đỡ xin hỏi trả lời chờ đợi đăng ký đăng kí nộp gọi tên sợ đau đánh
chào xin chào cảm ơn cám ơn làm ơn vui lòng xin lỗi tạm biệt vâng dạ ừ
tốt xấu mới cũ lớn nhỏ dễ khó miễn phí rẻ đắt gấp ốm bệnh có thai một mình kết hôn ly hôn đầu tiên cuối cùng quan trọng
người đàn ông phụ nữ trẻ em đứa bé con trai con gái chồng vợ mẹ bố cha ba má cha mẹ anh em bạn bè gia đình hàng xóm
nhà căn hộ thuê phòng chủ nhà công việc việc làm sếp lương ngân hàng tài khoản thẻ thư giấy tờ hộ chiếu cư trú giấy phép thị thực văn phòng đơn hợp đồng hóa đơn nợ bảo hiểm bác sĩ nha sĩ bệnh viện hiệu thuốc sức khỏe thuốc trường học mẫu giáo giáo viên khóa lớp tiếng đức tiếng việt tiếng anh thi bằng đại học đào tạo nghề lái xe xe tàu vé đường thành phố nước ăn uống vấn đề câu hỏi tư vấn hẹn luật sư cảnh sát nguy hiểm quốc tịch tị nạn thất nghiệp
`;
