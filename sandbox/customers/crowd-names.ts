/** Where a part of the crowd comes from: how its mobiles begin (country code and more) and how its people are called. */
export type Region = { mobile: string; first: readonly string[]; last: readonly string[] }

const words = (text: string) => text.split(' ')

/** First and last names are put together at random, as far as a name of the one goes with any of the other. */
export const regions: readonly Region[] = [
  {
    mobile: '9160001',
    first: words(
      'Aarav Ananya Arjun Deepa Divya Gaurav Harish Ishaan Jyoti Karthik Kavya Lakshmi Manish Meera Mohan Nandini Neha Nikhil Pooja Pranav Priyanka Rahul Rajesh Ritu Sandeep Shreya Suresh Tanvi Varun Vikram',
    ),
    last: words(
      'Agarwal Banerjee Bhat Chatterjee Choudhary Das Desai Dutta Gupta Iyer Jain Joshi Kapoor Kulkarni Malhotra Menon Mishra Mukherjee Naidu Nambiar Pandey Patel Rao Reddy Saxena Sharma Singh Trivedi Varma Yadav',
    ),
  },
  {
    mobile: '6281000',
    first: words(
      'Adi Agus Ayu Bambang Budi Citra Dewi Dian Eka Fitri Hendra Indah Joko Kartika Lestari Made Nur Putri Rizky Sari Surya Tuti Wahyu Wulan Yanti Yusuf',
    ),
    last: words(
      'Gunawan Halim Hartono Hidayat Kusuma Lubis Nasution Permana Prasetyo Purnama Rahman Saputra Santoso Setiawan Siregar Suharto Susanto Utami Wibowo Wijaya',
    ),
  },
  {
    mobile: '86130000',
    first: words(
      'Bo Chen Fang Feng Gang Guang Hao Hong Hui Jia Jing Jun Lan Lei Li Mei Min Na Ning Ping Qiang Rui Tao Ting Wei Xia Xin Yan Ying Yong',
    ),
    last: words(
      'Cai Chang Deng Dong Feng Gao Guo Han He Hu Huang Liang Lin Liu Luo Ma Pan Shen Song Sun Tang Wang Wu Xiao Xie Xu Yang Zhang Zhao Zhou',
    ),
  },
  {
    mobile: '8190001',
    first: words(
      '陽菜 結衣 美咲 さくら 葵 凛 美穂 由美 恵子 直美 大翔 蓮 悠真 湊 健太 翔太 拓海 誠 浩 隆 一郎 剛 真由美 千尋 優子 和也',
    ),
    last: words(
      '佐藤 鈴木 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 阿部 森 池田 橋本 石川 前田',
    ),
  },
  {
    mobile: '9715001',
    first: words(
      'Abdullah Ahmed Aisha Ali Amal Amina Dana Fatima Ghada Hamad Hassan Huda Ibrahim Jamal Khalid Laila Mahmoud Mariam Mohammed Mona Noura Omar Rashid Reem Saeed Salem Sami Sultan Yousef Zainab',
    ),
    last: words(
      'Al-Amiri Al-Ansari Al-Balushi Al-Dosari Al-Farsi Al-Ghamdi Al-Hashimi Al-Jaber Al-Kaabi Al-Mansouri Al-Marri Al-Mazrouei Al-Nuaimi Al-Otaibi Al-Qahtani Al-Rashidi Al-Sabah Al-Shamsi Al-Sharif Al-Zaabi',
    ),
  },
  {
    mobile: '23480300',
    first: words(
      'Abeni Adaeze Ade Akin Amina Ayodele Bisi Chidi Chinwe Chioma Damilola Ebele Efe Emeka Femi Folake Ifeanyi Ikenna Kehinde Kemi Musa Ngozi Nkechi Obinna Olumide Segun Taiwo Temitope Tunde Yetunde',
    ),
    last: words(
      'Abubakar Adebayo Adeleke Adeyemi Afolabi Akande Babatunde Balogun Bello Danjuma Ekwueme Ibrahim Igwe Lawal Nnamdi Nwosu Obi Odili Ojo Okafor Okeke Okonkwo Olawale Onyekachi Sanusi Usman',
    ),
  },
  {
    mobile: '4474001',
    first: words(
      'Abigail Alfie Amelia Arthur Charlotte Daniel Edward Eleanor Emily Ewan Fiona Florence George Grace Harriet Henry Isla Jack James Lucy Margaret Matilda Oliver Oscar Poppy Rhys Rosie Sophie Thomas William',
    ),
    last: words(
      'Allen Baker Bennett Carter Clarke Cooper Davies Edwards Evans Fletcher Graham Griffiths Harris Hughes Jackson Johnson Kelly Lloyd MacDonald Marshall Morgan Murphy Palmer Roberts Robertson Smith Stewart Taylor Turner Walker',
    ),
  },
  {
    mobile: '336399',
    first: words(
      'Agathe Amélie Antoine Baptiste Camille Céline Chloé Clément Élodie Émile Étienne Fabien Gaëlle Guillaume Hélène Hugo Inès Jérôme Julien Léa Louis Lucie Manon Mathilde Noémie Pauline Quentin Rémi Sébastien Théo',
    ),
    last: words(
      'Bernard Bertrand Blanc Bonnet Boyer Chevalier Dubois Dupont Durand Fontaine Fournier François Garnier Gauthier Girard Lambert Laurent Lefèvre Legrand Leroy Martin Mercier Moreau Morel Petit Richard Robert Rousseau Roux Vincent',
    ),
  },
  {
    mobile: '485001',
    first: words(
      'Agnieszka Aleksandra Andrzej Barbara Błażej Dorota Elżbieta Ewa Grzegorz Halina Irena Jadwiga Jakub Joanna Kacper Katarzyna Krzysztof Łukasz Magdalena Małgorzata Marek Michał Paweł Piotr Stanisław Szymon Tomasz Urszula Wojciech Zofia',
    ),
    last: words(
      'Adamczyk Baran Borkowski Czarnecki Duda Dąbrowski Górski Grabowski Jabłoński Jankowski Kaczmarek Kowalczyk Kozłowski Krawczyk Król Lewandowski Majewski Mazur Michalski Nowak Nowicki Pawlak Piotrowski Sikora Szymański Wieczorek Wiśniewski Wójcik Zając Zieliński',
    ),
  },
  {
    mobile: '55119001',
    first: words(
      'Adriana Alejandro Álvaro Beatriz Bruna Caio Carlos Diego Eduarda Felipe Fernanda Gabriela Gonzalo Gustavo Isabela João José Juliana Larissa Lucía Luís María Mateus Patrícia Rafael Renata Sofía Thiago Valentina Vinícius',
    ),
    last: words(
      'Almeida Alves Barbosa Cardoso Carvalho Castro Costa Dias Fernandes Ferreira Gomes Gonçalves Lima Lopes Martins Melo Mendes Moreira Nunes Oliveira Pereira Pinto Ribeiro Rocha Rodrigues Santana Santos Silva Souza Vieira',
    ),
  },
]
